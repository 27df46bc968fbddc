using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ModeTyped.Json;

public ref partial struct JsonPayloadWriter
{
    /// <summary>What stands last after a value: neither a bracket that opens nor a comma.</summary>
    private const byte AfterValue = (byte)'0';

    [ThreadStatic]
    private static Utf8JsonWriter? _spareWriter;

    /// <summary>How deep the value is nested that a converter of this thread is writing now, so that cycles end there too.</summary>
    [ThreadStatic]
    private static int _outerDepth;

    private static Action<Utf8JsonWriter, JsonElement> Element { get; } = static (writer, value) => value.WriteTo(writer);

    private static Action<Utf8JsonWriter, JsonNode> Node { get; } = static (writer, value) => value.WriteTo(writer);

    /// <summary>Writes a value by a converter of the user's.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="converter">The converter.</param>
    /// <param name="options">The contract's options.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ModePayloadException">The converter failed.</exception>
    public void WriteBy<T>(JsonConverter<T> converter, JsonSerializerOptions options, T? value)
    {
        if (value is null && !converter.HandleNull)
        {
            WriteNull();
            return;
        }

        Utf8JsonWriter writer = Begin(out int outerDepth);
        try
        {
            converter.Write(writer, value!, options);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Fail(e, writer, outerDepth);
        }

        if (writer.CurrentDepth != 0 || writer.BytesPending + writer.BytesCommitted == 0)
            Fail(new JsonException($"The converter '{converter.GetType()}' wrote too much or not enough."), writer, outerDepth);
        End(writer, outerDepth);
    }

    /// <summary>Writes a value by a context of the user's.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="info">What the context tells of the type.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ModePayloadException">The value has no JSON form.</exception>
    public void WriteBy<T>(JsonTypeInfo<T> info, T? value)
    {
        Utf8JsonWriter writer = Begin(out int outerDepth);
        try
        {
            JsonSerializer.Serialize(writer, value!, info);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Fail(e, writer, outerDepth);
        }

        End(writer, outerDepth);
    }

    /// <summary>Writes any JSON.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ModePayloadException"><paramref name="value"/> was never set.</exception>
    public void WriteJsonElement(JsonElement value) => WriteBy(Element, value);

    /// <summary>Writes any JSON, or null.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ModePayloadException"><paramref name="value"/> has no JSON form.</exception>
    public void WriteJsonDocument(JsonDocument? value)
    {
        if (value is null) WriteNull();
        else WriteBy(Element, value.RootElement);
    }

    /// <inheritdoc cref="WriteJsonDocument"/>
    public void WriteJsonNode(JsonNode? value)
    {
        if (value is null) WriteNull();
        else WriteBy(Node, value);
    }

    /// <inheritdoc cref="WriteJsonDocument"/>
    public void WriteJsonObject(JsonObject? value) => WriteJsonNode(value);

    /// <inheritdoc cref="WriteJsonDocument"/>
    public void WriteJsonArray(JsonArray? value) => WriteJsonNode(value);

    /// <inheritdoc cref="WriteJsonDocument"/>
    public void WriteJsonValue(JsonValue? value) => WriteJsonNode(value);

    /// <summary>Continues within a value that a converter is writing.</summary>
    /// <param name="depth">How deep the converter's own writer is.</param>
    internal void Nest(int depth) => _depth = _outerDepth + depth;

    private void WriteBy<T>(Action<Utf8JsonWriter, T> write, T value)
    {
        Utf8JsonWriter writer = Begin(out int outerDepth);
        try
        {
            write(writer, value);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Fail(e, writer, outerDepth);
        }

        End(writer, outerDepth);
    }

    /// <summary>A writer for the same output. It is taken, since a converter may come back here.</summary>
    private Utf8JsonWriter Begin(out int outerDepth)
    {
        Flush();
        outerDepth = _outerDepth;
        _outerDepth = _depth;
        if (_spareWriter is not { } writer) return new Utf8JsonWriter(_output);

        _spareWriter = null;
        writer.Reset(_output);
        return writer;
    }

    private void End(Utf8JsonWriter writer, int outerDepth)
    {
        writer.Flush();
        _flushed += checked((int)writer.BytesCommitted);
        writer.Reset(Stream.Null);
        _spareWriter = writer;
        _outerDepth = outerDepth;
        _lastFlushed = AfterValue;
    }

    [DoesNotReturn]
    private readonly void Fail(Exception cause, Utf8JsonWriter writer, int outerDepth)
    {
        _outerDepth = outerDepth;
        Throw($"The value could not be written: {cause.Message}", cause, checked((int)writer.BytesCommitted));
    }
}
