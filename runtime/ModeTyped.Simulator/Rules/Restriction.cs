namespace ModeTyped.Simulator;

/// <summary>What a device did that MODE does not take.</summary>
public enum Restriction
{
    /// <summary>The bytes are not MQTT 3.1.1, or come in an order that it forbids.</summary>
    MalformedPacket,

    /// <summary>Only MQTT 3.1.1 is supported.</summary>
    ProtocolVersion,

    /// <summary>The user name is not the id of a known device, or the password is not its API key.</summary>
    Credentials,

    /// <summary>Persistent sessions are not allowed: clean session must be set.</summary>
    PersistentSession,

    /// <summary>Will topics are not supported.</summary>
    Will,

    /// <summary>For publishing, only QoS 0 and 1 are supported.</summary>
    PublishQualityOfService,

    /// <summary>Message retain is not supported.</summary>
    Retain,

    /// <summary>For subscription, only QoS 0 is supported.</summary>
    SubscribeQualityOfService,

    /// <summary>The topic belongs to another device.</summary>
    ForeignTopic,

    /// <summary>The topic is not one that MODE has, or not one for this direction.</summary>
    UnknownTopic,

    /// <summary>The payload is not the JSON that the topic takes. What MODE does with it is not documented; the simulator
    /// acknowledges it and does not record it.</summary>
    Payload,

    /// <summary>Nothing arrived for one and a half times the keep-alive that the device itself announced.</summary>
    KeepAlive,

    /// <summary>More sends in a minute than <see cref="ModeSimulatorOptions.MaxSendsPerMinute"/> allows.</summary>
    SendRate,
}
