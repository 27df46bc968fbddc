using System.Text.Json.Serialization;

namespace ModeTyped.Simulator;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Device))]
[JsonSerializable(typeof(ProvisioningRequest))]
[JsonSerializable(typeof(ProvisioningAnswer))]
[JsonSerializable(typeof(ClaimRequest))]
[JsonSerializable(typeof(ClaimAnswer))]
internal sealed partial class RestJsonContext : JsonSerializerContext;

internal sealed record ProvisioningRequest(string? Token);

internal sealed record ProvisioningAnswer(ulong Id, string ApiKey, ulong ProjectId, string Tag, string DeviceClass);

internal sealed record ClaimRequest(ulong? DeviceId, bool? Claimable, long? Duration);

internal sealed record ClaimAnswer(DateTimeOffset? ClaimExpirationTime);
