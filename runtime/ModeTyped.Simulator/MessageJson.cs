using System.Text.Json;
using System.Text.Unicode;

namespace ModeTyped.Simulator;

/// <summary>Reads the JSON messages of devices; what does not fit is a refusal with its reason.</summary>
internal static class MessageJson
{
    public static JsonElement ParseObject(ReadOnlyMemory<byte> payload, string what)
    {
        try
        {
            JsonElement root = JsonElement.Parse(payload.Span);
            RequireText(payload.Span);
            if (root.ValueKind == JsonValueKind.Object) return root;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new RefusedException(Restriction.Payload, $"{what} that is not JSON: {exception.Message}");
        }

        throw new RefusedException(Restriction.Payload, $"{what} that is not a JSON object.");
    }

    /// <summary>Reads a member that must be a string and not empty.</summary>
    public static string GetString(JsonElement message, string member, string what) =>
        message.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : throw new RefusedException(Restriction.Payload, $"{what} without a string \"{member}\".");

    /// <summary>The parser takes strings on trust: whether they are Unicode shows only when they are read.</summary>
    /// <exception cref="InvalidOperationException">A string has bytes that are not UTF-8, or half a surrogate pair.</exception>
    private static void RequireText(ReadOnlySpan<byte> json)
    {
        bool isUtf8 = Utf8.IsValid(json);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && (reader.ValueIsEscaped || !isUtf8))
                reader.GetString();
        }
    }
}
