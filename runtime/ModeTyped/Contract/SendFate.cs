namespace ModeTyped;

/// <summary>
/// How a send ended. Every send has exactly one fate; those up to <see cref="Replaced"/> are returned, the others are
/// carried by a <see cref="ModeSendException"/>.
/// </summary>
public enum SendFate
{
    /// <summary>MODE acknowledged the message (PUBACK).</summary>
    Delivered,

    /// <summary>A QoS 0 message was handed to the network; MQTT tells no more of it.</summary>
    Sent,

    /// <summary>The outbox accepted the message and delivers it when it can.</summary>
    Stored,

    /// <summary>A later event of the same type took its place before it was sent (<see cref="ModeEventAttribute.LatestOnly"/>).</summary>
    Replaced,

    /// <summary>The message was not delivered within its time.</summary>
    Expired,

    /// <summary>The message was accepted, then given up: the outbox was full, or the device stopped.</summary>
    Dropped,

    /// <summary>The message was never accepted.</summary>
    Refused,
}
