using System.Buffers;
using System.Text.Json;

namespace ModeTyped.Simulator;

/// <summary>Writes what the cloud sends on <c>/devices/ID/kv</c>.</summary>
internal static class DataMessage
{
    public static byte[] Reload(long revision, IReadOnlyList<DataItem> items) => Write(writer =>
    {
        writer.WriteString("action"u8, "reload"u8);
        writer.WriteNumber("rev"u8, revision);
        writer.WriteNumber("numItems"u8, items.Count);
        writer.WriteStartArray("items"u8);
        foreach (DataItem item in items)
        {
            writer.WriteStartObject();
            writer.WriteString("key"u8, item.Key);
            writer.WritePropertyName("value"u8);
            item.Value.WriteTo(writer);
            writer.WriteString("modificationTime"u8, item.ModificationTime.UtcDateTime);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    public static byte[] Change(DataChange change) => Write(writer =>
    {
        writer.WriteString("action"u8, change.Value is null ? "delete"u8 : "set"u8);
        writer.WriteNumber("rev"u8, change.Revision);
        writer.WriteString("key"u8, change.Key);
        if (change.Value is not { } value) return;
        writer.WritePropertyName("value"u8);
        value.WriteTo(writer);
    });

    private static byte[] Write(Action<Utf8JsonWriter> writeMembers)
    {
        var message = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(message))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return message.WrittenSpan.ToArray();
    }
}
