using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ModeTyped.Mqtt;

/// <summary>Where and as whom to connect. Empty client id, clean session, no will, 3.1.1: not options, facts of MODE.</summary>
internal sealed record MqttLinkOptions
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public bool UseTls { get; init; } = true;

    public MqttTransport Transport { get; init; } = MqttTransport.Tcp;

    /// <summary>The path that a WebSocket server expects.</summary>
    public string WebSocketPath { get; init; } = "/mqtt";

    /// <summary>Whether a WebSocket offers the <c>mqtt</c> sub-protocol, as MQTT 3.1.1 section 6 asks; some servers know none.</summary>
    public bool OfferWebSocketSubProtocol { get; init; } = true;

    /// <summary>The only roots to trust; null or empty trusts the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>The certificate by which this device proves itself, with its private key; null for none.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    public required string UserName { get; init; }

    /// <summary>Null sends no password (client certificates).</summary>
    public required string? Password { get; init; }

    /// <summary>Whole seconds, 1 to 65,535.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bounds transport, TLS and CONNACK together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bounds the wait for each SUBACK, UNSUBACK and PUBACK.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The most QoS 1 messages awaiting PUBACK, 1 to 65,535.</summary>
    public int InFlightWindow { get; init; } = 16;

    /// <summary>The largest packet accepted from the server, in bytes.</summary>
    public int MaxIncomingPacketSize { get; init; } = 1024 * 1024;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Host);
        RequireRange(Port, 1, ushort.MaxValue, nameof(Port));
        RequireText(UserName, nameof(UserName));
        if (Password is not null) RequireText(Password, nameof(Password));
        RequireRange(KeepAlive.TotalSeconds, 1, ushort.MaxValue, nameof(KeepAlive));
        if (KeepAlive.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new ArgumentException("The keep-alive must be whole seconds.", nameof(KeepAlive));
        RequireRange(ConnectTimeout.TotalMilliseconds, 1, int.MaxValue, nameof(ConnectTimeout));
        RequireRange(ResponseTimeout.TotalMilliseconds, 1, int.MaxValue, nameof(ResponseTimeout));
        RequireRange(InFlightWindow, 1, ushort.MaxValue, nameof(InFlightWindow));
        RequireRange(MaxIncomingPacketSize, 128, MqttPacket.MaxRemainingLength, nameof(MaxIncomingPacketSize));
    }

    private static void RequireRange(double value, double least, double most, string name)
    {
        if (value >= least && value <= most) return;
        throw new ArgumentOutOfRangeException(
            name, string.Create(CultureInfo.InvariantCulture, $"{name} must be {least} to {most}, but is {value}."));
    }

    private static void RequireText(string text, string name)
    {
        // The text itself may be a secret.
        if (Encoding.UTF8.GetByteCount(text) > ushort.MaxValue)
            throw new ArgumentException($"{name} has more than 65,535 bytes.", name);
    }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"{UserName}@{Host}:{Port}");
        return true;
    }
}
