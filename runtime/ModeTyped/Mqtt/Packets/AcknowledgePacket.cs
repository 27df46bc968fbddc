namespace ModeTyped.Mqtt;

/// <summary>
/// A packet that is a packet identifier and nothing more: PUBACK, UNSUBACK and QoS 2's PUBREC, PUBREL and PUBCOMP
/// (MQTT 3.1.1 sections 3.4 to 3.7 and 3.11).
/// </summary>
internal readonly record struct AcknowledgePacket(ushort PacketId)
{
    /// <exception cref="MqttProtocolException">The packet is malformed.</exception>
    public static AcknowledgePacket Read(in MqttPacket packet)
    {
        var body = new MqttBodyReader(packet);
        var result = new AcknowledgePacket(body.ReadPacketId());
        body.RequireEnd();
        return result;
    }
}
