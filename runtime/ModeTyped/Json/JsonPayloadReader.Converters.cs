using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ModeTyped.Json;

public static partial class JsonPayloadReader
{
    /// <summary>Reads a value by a converter of the user's.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="reader">Where to read.</param>
    /// <param name="converter">The converter.</param>
    /// <param name="options">The contract's options.</param>
    /// <exception cref="JsonException">The value does not fit, or the converter read too much or too little.</exception>
    public static T? ReadBy<T>(ref Utf8JsonReader reader, JsonConverter<T> converter, JsonSerializerOptions options)
    {
        JsonTokenType first = reader.TokenType;
        if (first == JsonTokenType.Null && default(T) is null && !converter.HandleNull) return default;

        int depth = reader.CurrentDepth;
        long start = reader.TokenStartIndex;
        T? value = converter.Read(ref reader, typeof(T), options);
        bool atEnd = first switch
        {
            JsonTokenType.StartObject => reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth,
            JsonTokenType.StartArray => reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == depth,
            _ => reader.TokenStartIndex == start,
        };
        return atEnd ? value : throw new JsonException($"The converter '{converter.GetType()}' read too much or not enough.");
    }

    /// <summary>Reads a value by a context of the user's.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="reader">Where to read.</param>
    /// <param name="info">What the context tells of the type.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static T? ReadBy<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> info) => JsonSerializer.Deserialize(ref reader, info);

    /// <summary>Reads any value.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value is no JSON.</exception>
    public static JsonElement ReadJsonElement(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);

    /// <inheritdoc cref="ReadJsonElement"/>
    public static JsonDocument ReadJsonDocument(ref Utf8JsonReader reader) => JsonDocument.ParseValue(ref reader);

    /// <inheritdoc cref="ReadJsonElement"/>
    public static JsonNode? ReadJsonNode(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? JsonValue.Create(GetString(ref reader)) : JsonNode.Parse(ref reader);

    /// <summary>Reads an object; null for JSON null.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static JsonObject? ReadJsonObject(ref Utf8JsonReader reader) =>
        TryEnterObject(ref reader) ? (JsonObject)JsonNode.Parse(ref reader)! : null;

    /// <summary>Reads an array; null for JSON null.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static JsonArray? ReadJsonArray(ref Utf8JsonReader reader) =>
        TryEnterArray(ref reader) ? (JsonArray)JsonNode.Parse(ref reader)! : null;

    /// <summary>Reads a string, number or boolean; null for JSON null.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static JsonValue? ReadJsonValue(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
            ? throw Unexpected(ref reader, "a string, number or boolean")
            : (JsonValue?)ReadJsonNode(ref reader);
}
