using System.Globalization;
using System.Text;
using ModeTyped.Json;

namespace ModeTyped.Device.Tests;

/// <summary>An event as the generator would make it.</summary>
internal readonly record struct Reading(int Number) : IModeEvent<Reading>
{
    static ModeEventInfo IModeEvent<Reading>.Info { get; } = new("reading");

    static void IModeEvent<Reading>.WriteEnvelope(ref JsonPayloadWriter writer, Reading value) =>
        Text.Write(ref writer, value.Number);
}

/// <summary>An event of which only the newest value matters.</summary>
internal readonly record struct Level(int Number) : IModeEvent<Level>
{
    static ModeEventInfo IModeEvent<Level>.Info { get; } = new("level", LatestOnly: true);

    static void IModeEvent<Level>.WriteEnvelope(ref JsonPayloadWriter writer, Level value)
    {
        writer.WriteRaw("level"u8);
        Text.Write(ref writer, value.Number);
    }
}

/// <summary>An event that has no JSON form.</summary>
internal readonly record struct Unwritable : IModeEvent<Unwritable>
{
    static ModeEventInfo IModeEvent<Unwritable>.Info { get; } = new("unwritable");

    static void IModeEvent<Unwritable>.WriteEnvelope(ref JsonPayloadWriter writer, Unwritable value)
    {
        writer.WriteRaw("{\"half\":"u8);
        throw new ModePayloadException("NaN has no JSON form.", "unwritable", "$.half");
    }
}

internal sealed class Vibration : IBulkLabel<Vibration>
{
    static BulkLabelInfo IBulkLabel<Vibration>.Info { get; } = new("Vibration");
}

internal delegate ValueTask TestHandler(string parameters, CancellationToken cancellationToken);

/// <summary>A dispatcher with handlers by action, as the generator would make one.</summary>
internal sealed class TestCommands : CommandDispatcher
{
    public Dictionary<string, TestHandler> Handlers { get; } = new(StringComparer.OrdinalIgnoreCase);

    protected internal override bool TryDispatch(
        ReadOnlySpan<byte> action, ReadOnlySpan<byte> parameters, out ValueTask completion, CancellationToken cancellationToken)
    {
        completion = default;
        if (!Handlers.TryGetValue(Encoding.UTF8.GetString(action), out TestHandler? handler)) return false;
        completion = handler(Encoding.UTF8.GetString(parameters), cancellationToken);
        return true;
    }
}

internal static class Text
{
    public static void Write(ref JsonPayloadWriter writer, int number)
    {
        Span<byte> digits = stackalloc byte[11];
        number.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        writer.WriteRaw(digits[..length]);
    }
}
