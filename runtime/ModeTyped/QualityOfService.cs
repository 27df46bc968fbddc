namespace ModeTyped;

/// <summary>
/// How surely a message reaches MODE's cloud. MODE accepts the two lower MQTT levels only ("For publishing, only QoS
/// levels 0 and 1 are supported", MODE's MQTT page), so there is no third member.
/// </summary>
public enum QualityOfService
{
    /// <summary>MQTT QoS 0: sent once, never acknowledged; lost if the link breaks on the way.</summary>
    AtMostOnce = 0,

    /// <summary>MQTT QoS 1: kept and sent again until acknowledged (PUBACK), so it may arrive more than once.</summary>
    AtLeastOnce = 1,
}
