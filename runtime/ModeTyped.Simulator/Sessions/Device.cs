using System.Text.Json.Serialization;

namespace ModeTyped.Simulator;

/// <summary>What the cloud knows of a device, under the names of MODE's Device object. Guarded by its registry.</summary>
internal sealed class Device
{
    public required ulong Id { get; init; }

    public ulong ProjectId { get; init; } = 1;

    public ulong HomeId { get; init; } = 1;

    public DateTimeOffset CreationTime { get; init; }

    public string Name { get; init; } = "";

    public string Tag { get; init; } = "";

    public string DeviceClass { get; init; } = "simulated";

    [JsonIgnore]
    public string ApiKey { get; set; } = "";

    public DateTimeOffset? ClaimExpirationTime { get; set; }

    public bool IsConnected { get; set; }

    public DateTimeOffset? LastConnectTime { get; set; }

    public DateTimeOffset? LastDisconnectTime { get; set; }
}
