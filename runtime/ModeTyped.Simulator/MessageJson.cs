using System.Text.Json;

namespace ModeTyped.Simulator;

/// <summary>Reads the JSON messages of devices; what does not fit is a refusal with its reason.</summary>
internal static class MessageJson
{
    public static JsonElement ParseObject(ReadOnlyMemory<byte> payload, string what)
    {
        try
        {
            JsonElement root = JsonElement.Parse(payload.Span);
            if (root.ValueKind == JsonValueKind.Object) return root;
        }
        catch (JsonException exception)
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
}
