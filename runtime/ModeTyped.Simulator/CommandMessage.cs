using System.Buffers;
using System.Text.Json;
using ModeTyped.Json;

namespace ModeTyped.Simulator;

/// <summary>Writes <c>{"action":...,"parameters":...}</c>.</summary>
internal static class CommandMessage
{
    public static byte[] Write(string action, string? parameters)
    {
        ArgumentException.ThrowIfNullOrEmpty(action);
        var message = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(message))
        {
            writer.WriteStartObject();
            writer.WriteString("action"u8, action);
            if (parameters is not null)
            {
                writer.WritePropertyName("parameters"u8);
                writer.WriteRawValue(parameters);
            }

            writer.WriteEndObject();
        }

        return message.WrittenSpan.ToArray();
    }

    public static byte[] Write<TCommand>(TCommand command)
        where TCommand : IModeCommand<TCommand>
    {
        var parameters = new ArrayBufferWriter<byte>();
        var parametersWriter = new JsonPayloadWriter(parameters);
        TCommand.WriteParameters(ref parametersWriter, command);
        parametersWriter.Flush();

        var message = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(message))
        {
            writer.WriteStartObject();
            writer.WriteString("action"u8, TCommand.Action);
            writer.WritePropertyName("parameters"u8);
            writer.WriteRawValue(parameters.WrittenSpan);
            writer.WriteEndObject();
        }

        return message.WrittenSpan.ToArray();
    }
}
