using System.Text.Json.Serialization;
using ModeTyped.Rest;

namespace ModeTyped.Simulator;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeviceInfo))]
[JsonSerializable(typeof(ProvisioningRequest))]
[JsonSerializable(typeof(ClaimRequest))]
[JsonSerializable(typeof(ClaimAnswer))]
internal sealed partial class RestJsonContext : JsonSerializerContext;

internal sealed record ProvisioningRequest(string? Token);

internal sealed record ClaimRequest(ulong? DeviceId, bool? Claimable, long? Duration);

internal sealed record ClaimAnswer(DateTimeOffset? ClaimExpirationTime);
