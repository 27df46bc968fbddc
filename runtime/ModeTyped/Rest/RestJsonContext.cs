using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Rest;

/// <summary>The JSON bodies of MODE's REST API.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(LenientTimeConverter)])]
[JsonSerializable(typeof(ProvisionRequest))]
[JsonSerializable(typeof(ProvisionAnswer))]
[JsonSerializable(typeof(ClaimRequest))]
[JsonSerializable(typeof(ClaimAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(DeviceInfo))]
internal sealed partial class RestJsonContext : JsonSerializerContext;

internal sealed record ProvisionRequest(string Token);

internal sealed record ProvisionAnswer(ulong? Id, string? ApiKey);

internal sealed record ClaimRequest(ulong DeviceId, bool Claimable, long? Duration);

internal sealed record ClaimAnswer(DateTimeOffset? ClaimExpirationTime);

internal sealed record ErrorAnswer(string? Reason, JsonElement? Data);

/// <summary>Takes a time that MODE left empty for none.</summary>
internal sealed class LenientTimeConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String when reader.ValueTextEquals(default(ReadOnlySpan<byte>)) => null,
            JsonTokenType.String => reader.GetDateTimeOffset(),
            _ => throw new JsonException("A time must be a string."),
        };

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time) writer.WriteStringValue(time);
        else writer.WriteNullValue();
    }
}
