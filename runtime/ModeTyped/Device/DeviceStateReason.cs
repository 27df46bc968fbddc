namespace ModeTyped;

/// <summary>Why a device is in its state.</summary>
public enum DeviceStateReason
{
    /// <summary>The device was started.</summary>
    Started,

    /// <summary>The connection was accepted and subscribed.</summary>
    Connected,

    /// <summary>MODE closed the connection in order.</summary>
    ServerClosed,

    /// <summary>
    /// MODE closed the connection after the device had sent much within a minute, which is how MODE enforces its limit
    /// of 600 messages a minute. The device waits longer before it connects again.
    /// </summary>
    ServerClosedAfterBurst,

    /// <summary>The network broke, or the host could not be reached.</summary>
    NetworkError,

    /// <summary>MODE did not answer in time.</summary>
    ServerSilent,

    /// <summary>What the server sent is not MQTT 3.1.1.</summary>
    ProtocolError,

    /// <summary>The encrypted connection could not be made, for another reason than the following four.</summary>
    TlsError,

    /// <summary>The server's certificate leads to no trusted root.</summary>
    CertificateUntrusted,

    /// <summary>The server's certificate was issued for another host.</summary>
    CertificateForOtherHost,

    /// <summary>The server's certificate, or one above it, has expired.</summary>
    CertificateExpired,

    /// <summary>
    /// The server's certificate is not valid yet by this device's clock, which as a rule is not set. The device tries again
    /// as soon as the clock is.
    /// </summary>
    ClockNotSet,

    /// <summary>The server said that it is unavailable (CONNACK 3).</summary>
    ServerUnavailable,

    /// <summary>The server does not take MQTT 3.1.1 or an empty client id (CONNACK 1 or 2), so it is not MODE's.</summary>
    ProtocolRefused,

    /// <summary>The server refused a subscription (SUBACK 0x80).</summary>
    SubscriptionRefused,

    /// <summary>MODE refused the device id or the API key (CONNACK 4 or 5).</summary>
    CredentialsRefused,

    /// <summary>The durable outbox could not be opened.</summary>
    OutboxFailed,

    /// <summary>The application stopped the device.</summary>
    StoppedByApplication,
}
