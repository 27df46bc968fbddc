namespace ModeTyped.Mqtt;

/// <summary>Where and as whom to connect. Empty client id, clean session, no will, 3.1.1: not options, facts of MODE.</summary>
internal sealed record MqttLinkOptions
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public bool UseTls { get; init; } = true;

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

    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append(System.Globalization.CultureInfo.InvariantCulture, $"{UserName}@{Host}:{Port}");
        return true;
    }
}
