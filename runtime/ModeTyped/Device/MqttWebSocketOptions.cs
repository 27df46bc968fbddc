namespace ModeTyped;

/// <summary>How MQTT is carried over a WebSocket, for networks that let nothing else through.</summary>
public sealed record MqttWebSocketOptions
{
    /// <summary>The path on the host, beginning with a slash; <c>/</c> unless set, as MODE's own device SDK uses it.</summary>
    public string Path { get; init; } = "/";

    /// <summary>
    /// Whether the <c>mqtt</c> sub-protocol is offered, as MQTT 3.1.1 section 6 asks; true unless set. MODE's own device SDK
    /// offers none.
    /// </summary>
    public bool OfferSubProtocol { get; init; } = true;
}
