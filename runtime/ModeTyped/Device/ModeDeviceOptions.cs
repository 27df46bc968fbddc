using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ModeTyped.Device;
using ModeTyped.Mqtt;

namespace ModeTyped;

/// <summary>How a device reaches MODE. Immutable; the API key never appears in <see cref="object.ToString"/> or a log.</summary>
public sealed record ModeDeviceOptions
{
    /// <summary>The device id that MODE assigned: an unsigned 64-bit number, sent as the MQTT user name.</summary>
    public required ulong DeviceId { get; init; }

    /// <summary>The API key that MODE issued to the device, sent as the MQTT password.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The MQTT host; <c>mqtt.tinkermode.com</c> unless set.</summary>
    public string Host { get; init; } = "mqtt.tinkermode.com";

    /// <summary>The MQTT port, 1 to 65,535; 8883 unless set (MODE listens there for TLS, and on 1883 without).</summary>
    public int Port { get; init; } = 8883;

    /// <summary>Whether the connection is encrypted; true unless set. The key is sent in the clear without.</summary>
    public bool UseTls { get; init; } = true;

    /// <summary>How long a send may take before its fate is <see cref="SendFate.Expired"/>; 30 seconds unless set.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where the device logs; nowhere unless set.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock of every wait and timer; the system's unless set.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal IMqttLinkFactory LinkFactory { get; init; } = new UnavailableLinkFactory();

    internal MqttLinkOptions ToLinkOptions() => new()
    {
        Host = Host,
        Port = Port,
        UseTls = UseTls,
        UserName = DeviceId.ToString(CultureInfo.InvariantCulture),
        Password = ApiKey,
        TimeProvider = TimeProvider,
    };

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"DeviceId = {DeviceId}, Host = {Host}, Port = {Port}, UseTls = {UseTls}");
        return true;
    }
}
