using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Rest;

/// <summary>
/// What MODE knows of a device: the fields of the Device object of MODE's REST reference. What MODE left out is null.
/// The API key and the claim code never appear in <see cref="object.ToString"/>. Immutable.
/// </summary>
public sealed record DeviceInfo
{
    /// <summary>The device id.</summary>
    [JsonRequired]
    public ulong Id { get; init; }

    /// <summary>The project that the device belongs to.</summary>
    public ulong ProjectId { get; init; }

    /// <summary>The home that the device belongs to, or null while it has none; its events reach nobody then.</summary>
    public ulong? HomeId { get; init; }

    /// <summary>When the device was created.</summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>The name shown to users.</summary>
    public string? Name { get; init; }

    /// <summary>The project's own mark of the device, such as a serial number.</summary>
    public string? Tag { get; init; }

    /// <summary>The class that the project gave the device.</summary>
    public string? DeviceClass { get; init; }

    /// <summary>The device's API key, where MODE shows it.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The code that claims the device for a home.</summary>
    public string? ClaimCode { get; init; }

    /// <summary>When the device was claimed last.</summary>
    public DateTimeOffset? ClaimTime { get; init; }

    /// <summary>Until when the device can be claimed.</summary>
    public DateTimeOffset? ClaimExpirationTime { get; init; }

    /// <summary>Whether the device is connected, by MQTT or WebSocket.</summary>
    public bool IsConnected { get; init; }

    /// <summary>When the device connected last.</summary>
    public DateTimeOffset? LastConnectTime { get; init; }

    /// <summary>When the device disconnected last.</summary>
    public DateTimeOffset? LastDisconnectTime { get; init; }

    /// <summary>The firmware channel.</summary>
    public string? Channel { get; init; }

    /// <summary>The installed firmware bundle as MODE tells it; MODE documents no type for it.</summary>
    public JsonElement? BundleInstalled { get; init; }

    /// <summary>When that bundle was installed.</summary>
    public DateTimeOffset? BundleInstallTime { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(
            CultureInfo.InvariantCulture,
            $"Id = {Id}, ProjectId = {ProjectId}, HomeId = {HomeId}, Name = {Name}, Tag = {Tag}, DeviceClass = {DeviceClass}, IsConnected = {IsConnected}");
        return true;
    }
}
