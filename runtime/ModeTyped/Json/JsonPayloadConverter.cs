using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json;

/// <summary>Lends a generated codec to System.Text.Json.</summary>
internal sealed class JsonPayloadConverter<T>(JsonPayloadWrite<T> write, JsonPayloadRead<T?> read) : JsonConverter<T>
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _spareBuffer;

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        // Taken, since a user's converter within the value may come back here.
        ArrayBufferWriter<byte> buffer = _spareBuffer ?? new ArrayBufferWriter<byte>();
        _spareBuffer = null;
        buffer.ResetWrittenCount();

        var text = new JsonPayloadWriter(buffer);
        text.Nest(writer.CurrentDepth);
        try
        {
            write(ref text, value);
        }
        catch (ModePayloadException e)
        {
            throw new JsonException(e.Message, e);
        }

        text.Flush();
        if (!writer.Options.Indented && (writer.Options.Encoder ?? JavaScriptEncoder.Default) == JavaScriptEncoder.Default)
        {
            writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
        }
        else
        {
            using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
            document.RootElement.WriteTo(writer);
        }

        _spareBuffer = buffer;
    }
}
