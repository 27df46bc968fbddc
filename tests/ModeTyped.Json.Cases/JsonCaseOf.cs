using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModeTyped.Json;

namespace ModeTyped.Json.Cases;

/// <summary>The case of a type.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="name">The type's name within its contract.</param>
/// <param name="make">Makes a value.</param>
/// <param name="contract">The generated context of the type's contract.</param>
/// <param name="oracle">The context that System.Text.Json's generator made; null where it refuses the type.</param>
public sealed class JsonCase<T>(string name, Func<Draw, T> make, JsonSerializerContext contract, JsonSerializerContext? oracle) : JsonCase(name)
    where T : IModeCommand<T>
{
    private readonly JsonTypeInfo<T> _ours = (JsonTypeInfo<T>)contract.GetTypeInfo(typeof(T))!;
    private readonly JsonTypeInfo<T>? _generated = (JsonTypeInfo<T>?)oracle?.GetTypeInfo(typeof(T));

    public override bool HasSourceGenerator => _generated is not null;

    public override string? CompareValue(int[] choices, JsonSerializerOptions? reflection = null)
    {
        Outcome direct = Write(Make(choices));
        Outcome byContext = Write(Make(choices), _ours);
        if (direct.IsRefused != byContext.IsRefused || direct.Text != byContext.Text) return $"directly  {direct}\nby context {byContext}";
        if (direct.Error is not (null or ModePayloadException)) return $"directly {direct}";
        if (byContext.Error is not (null or JsonException)) return $"by context {byContext}";

        foreach (JsonTypeInfo<T> info in Oracles(reflection))
        {
            Outcome expected = Write(Make(choices), info);
            if (direct.IsRefused != expected.IsRefused || direct.Text != expected.Text)
                return $"System.Text.Json{Kind(info)} writes {expected}\nModeTyped writes {direct}";
        }

        return direct.Text is { } text ? CompareText(Encoding.UTF8.GetBytes(text), reflection) : null;
    }

    public override string? CompareText(byte[] utf8Json, JsonSerializerOptions? reflection = null, bool comparePaths = true)
    {
        foreach (JsonTypeInfo<T> info in Oracles(reflection))
        {
            Outcome expected = Read(utf8Json, info, info);
            Outcome direct = Read(utf8Json, info);
            if (Differ(expected, direct) || (comparePaths && !AgreeOnPath(expected, direct)) || direct.Error is not (null or ModePayloadException))
                return $"{Show(utf8Json)}\nSystem.Text.Json{Kind(info)} reads {expected}\nModeTyped reads {direct}";
            Outcome byContext = Read(utf8Json, _ours, info);
            if (Differ(expected, byContext) || (byContext.Error is not (null or JsonException) && byContext.Error.GetType() != expected.Error!.GetType()))
                return $"{Show(utf8Json)}\nSystem.Text.Json{Kind(info)} reads {expected}\nthe context of ModeTyped reads {byContext}";
        }

        return null;
    }

    public override string? CompareSegments(byte[] utf8Json, int length)
    {
        JsonTypeInfo<T> info = _generated ?? _ours;
        Outcome whole = Read(utf8Json, info);
        Outcome inPieces = Read(Segment.Split(utf8Json, length), info);
        return Differ(whole, inPieces) || whole.Path != inPieces.Path || inPieces.Error is not (null or ModePayloadException)
            ? $"{Show(utf8Json)}\nas a whole {whole}\nin pieces of {length} bytes {inPieces}"
            : null;
    }

    public override byte[]? Sample(int[] choices) => Write(Make(choices), _generated ?? _ours).Text is { } text ? Encoding.UTF8.GetBytes(text) : null;

    private IEnumerable<JsonTypeInfo<T>> Oracles(JsonSerializerOptions? reflection)
    {
        if (_generated is not null) yield return _generated;
        if (reflection is not null) yield return (JsonTypeInfo<T>)reflection.GetTypeInfo(typeof(T));
    }

    private string Kind(JsonTypeInfo<T> info) => info == _generated ? "'s generated code" : "";

    private T Make(int[] choices) => make(new Draw(choices));

    private static bool Differ(Outcome expected, Outcome actual) => expected.IsRefused != actual.IsRefused || expected.Text != actual.Text;

    /// <summary>
    /// Whether both tell the same place, or differ as the documentation says: ModeTyped goes on to the token within what
    /// System.Text.Json takes as a whole; System.Text.Json names the entry before where a dictionary breaks between entries,
    /// and starts anew in what a converter reads by the serializer.
    /// </summary>
    private static bool AgreeOnPath(Outcome expected, Outcome actual)
    {
        if (expected.Error is not JsonException || actual.Error!.InnerException is JsonException { Path: not null }) return true;
        return actual.Path!.StartsWith(expected.Path!, StringComparison.Ordinal)
            || (expected.Path!.StartsWith(actual.Path, StringComparison.Ordinal) && IsName(expected.Path[actual.Path.Length..]));
    }

    private static bool IsName(string path) => path is ['[', '\'', .., '\'', ']'] || (path[0] == '.' && path.AsSpan(1).IndexOfAny('.', '[') < 0);

    private static Outcome Write(T value)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new JsonPayloadWriter(output);
        try
        {
            T.WriteParameters(ref writer, value);
        }
        catch (Exception e)
        {
            return new Outcome(null, (e as ModePayloadException)?.Path, e);
        }

        writer.Flush();
        return new Outcome(Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static Outcome Write(T? value, JsonTypeInfo<T> info)
    {
        try
        {
            return new Outcome(JsonSerializer.Serialize(value!, info));
        }
        catch (Exception e)
        {
            return new Outcome(null, (e as JsonException)?.Path, e);
        }
    }

    /// <summary>Reads by one description of the type, and writes what was read by another.</summary>
    private static Outcome Read(byte[] utf8Json, JsonTypeInfo<T> info, JsonTypeInfo<T> writer)
    {
        try
        {
            return AsText(JsonSerializer.Deserialize(utf8Json, info) ?? throw new JsonException("The payload is null.", "$", null, null), writer);
        }
        catch (Exception e)
        {
            return new Outcome(null, (e as JsonException)?.Path, e);
        }
    }

    private static Outcome Read(byte[] utf8Json, JsonTypeInfo<T> writer)
    {
        try
        {
            return AsText(JsonPayload.Read<T>(utf8Json, T.Action, static (ref Utf8JsonReader reader) => T.ReadParameters(ref reader)), writer);
        }
        catch (Exception e)
        {
            return new Outcome(null, (e as ModePayloadException)?.Path, e);
        }
    }

    private static Outcome Read(ReadOnlySequence<byte> utf8Json, JsonTypeInfo<T> writer)
    {
        try
        {
            return AsText(JsonPayload.Read<T>(utf8Json, T.Action, static (ref Utf8JsonReader reader) => T.ReadParameters(ref reader)), writer);
        }
        catch (Exception e)
        {
            return new Outcome(null, (e as ModePayloadException)?.Path, e);
        }
    }

    /// <summary>A value that was read as text, also where it cannot be written, as elements of null and NaN cannot.</summary>
    private static Outcome AsText(T value, JsonTypeInfo<T> writer)
    {
        Outcome written = Write(value, writer);
        return written.Error is { } error ? new Outcome("what cannot be written: " + error.Message) : written;
    }

    private static string Show(byte[] utf8Json)
    {
        var text = new StringBuilder();
        foreach (byte unit in utf8Json)
        {
            if (unit is >= 0x20 and < 0x7f) text.Append((char)unit);
            else text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<{unit:x2}>");
        }

        return text.ToString();
    }
}
