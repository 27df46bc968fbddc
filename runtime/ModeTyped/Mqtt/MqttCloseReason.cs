namespace ModeTyped.Mqtt;

/// <summary>Why a connection attempt failed or a connection ended.</summary>
internal enum MqttCloseReason
{
    /// <summary>We ended it (DISCONNECT).</summary>
    ByClient,

    /// <summary>The server closed the connection in order.</summary>
    ByServer,

    /// <summary>The connection was cut off (RST), by the server or by something on the way.</summary>
    Reset,

    /// <summary>The network broke: unreachable, refused, name not found.</summary>
    NetworkError,

    /// <summary>Nothing was received for 1.5 times the keep-alive.</summary>
    KeepAliveTimeout,

    /// <summary>CONNACK, SUBACK, UNSUBACK or PUBACK did not come in time.</summary>
    ResponseTimeout,

    /// <summary>The server sent bytes that are not MQTT 3.1.1.</summary>
    ProtocolError,

    /// <summary>TLS failed; the message says why.</summary>
    TlsError,

    /// <summary>CONNACK 1 or 2: the server does not take MQTT 3.1.1 or an empty client id.</summary>
    ProtocolRefused,

    /// <summary>CONNACK 3: the server is unavailable.</summary>
    ServerUnavailable,

    /// <summary>CONNACK 4 or 5: user name, password or authorisation refused.</summary>
    CredentialsRefused,
}
