using System.Buffers;
using System.Text.Json;

namespace ModeTyped.Data;

/// <summary>A message of the cloud on <c>/devices/ID/kv</c>, and the form of the device's own.</summary>
/// <param name="Action">What it tells.</param>
/// <param name="Revision">The revision of the whole store.</param>
/// <param name="Key">The key; empty for a reload.</param>
/// <param name="Value">The value; null for a reload and a delete.</param>
/// <param name="ModificationTime">When the cloud wrote the value, where it said so.</param>
/// <param name="Items">The pairs of a reload.</param>
internal sealed record DataMessage(
    DataAction Action,
    long Revision,
    string Key,
    DataValue? Value,
    DateTimeOffset? ModificationTime,
    IReadOnlyList<DataItemMessage> Items)
{
    /// <summary>Reads a message of the cloud.</summary>
    /// <exception cref="JsonException">It is none; the message tells why.</exception>
    public static DataMessage Parse(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json);
        reader.Read();
        Fields fields = ReadFields(ref reader, utf8Json);

        // Whatever but white space follows the object is an error of the reader.
        reader.Read();

        return fields.Action switch
        {
            "reload" => new DataMessage(DataAction.Reload, Required(fields.Revision, "rev"), "", null, null, Required(fields.Items, "items")),
            "set" => new DataMessage(
                DataAction.Set, Required(fields.Revision, "rev"), Required(fields.Key, "key"), Required(fields.Value, "value"), fields.ModificationTime, []),
            "delete" => new DataMessage(DataAction.Delete, Required(fields.Revision, "rev"), Required(fields.Key, "key"), null, null, []),
            null => throw Missing("action"),
            _ => new DataMessage(DataAction.Unknown, 0, "", null, null, []),
        };
    }

    /// <summary>Writes what the device sends to save a pair, or to delete it where the value is null.</summary>
    public static void Write(IBufferWriter<byte> output, string key, DataValue? value)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteString("action"u8, value is null ? "delete"u8 : "set"u8);
        writer.WriteString("key"u8, key);
        if (value is not null)
        {
            writer.WritePropertyName("value"u8);
            writer.WriteRawValue(value.Utf8Json.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static Fields ReadFields(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8Json)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An object was expected.");
        Fields fields = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("action"u8)) fields.Action = ReadString(ref reader, "action");
            else if (reader.ValueTextEquals("key"u8)) fields.Key = ReadString(ref reader, "key");
            else if (reader.ValueTextEquals("rev"u8)) fields.Revision = ReadInteger(ref reader, "rev");
            else if (reader.ValueTextEquals("value"u8)) fields.Value = ReadValue(ref reader, utf8Json);
            else if (reader.ValueTextEquals("modificationTime"u8)) fields.ModificationTime = ReadTime(ref reader);
            else if (reader.ValueTextEquals("items"u8)) fields.Items = ReadItems(ref reader, utf8Json);
            else reader.Skip();
        }

        return fields;
    }

    private static List<DataItemMessage> ReadItems(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8Json)
    {
        reader.Read();
        List<DataItemMessage> items = [];

        // Go writes an empty list as null.
        if (reader.TokenType == JsonTokenType.Null) return items;
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("'items' must be an array.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Fields item = ReadFields(ref reader, utf8Json);
            items.Add(new DataItemMessage(Required(item.Key, "key"), Required(item.Value, "value"), item.ModificationTime));
        }

        return items;
    }

    private static DataValue ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8Json)
    {
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new DataValue(utf8Json[start..(int)reader.BytesConsumed].ToArray());
    }

    private static string ReadString(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : throw new JsonException($"'{name}' must be a string.");
    }

    private static long ReadInteger(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value)
            ? value
            : throw new JsonException($"'{name}' must be an integer of 64 bits.");
    }

    /// <summary>A time that cannot be read is no reason to lose the value.</summary>
    private static DateTimeOffset? ReadTime(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out DateTimeOffset time)) return time;
        reader.Skip();
        return null;
    }

    private static T Required<T>(T? value, string name)
        where T : class => value ?? throw Missing(name);

    private static T Required<T>(T? value, string name)
        where T : struct => value ?? throw Missing(name);

    private static JsonException Missing(string name) => new($"'{name}' is missing.");

    private struct Fields
    {
        public string? Action;
        public string? Key;
        public long? Revision;
        public DataValue? Value;
        public DateTimeOffset? ModificationTime;
        public List<DataItemMessage>? Items;
    }
}
