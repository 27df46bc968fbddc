namespace ModeTyped.Mqtt;

/// <summary>A packet without a body: PINGREQ, PINGRESP, DISCONNECT (MQTT 3.1.1 sections 3.12 to 3.14).</summary>
internal static class EmptyPacket
{
    /// <exception cref="MqttProtocolException">The packet has a body.</exception>
    public static void Read(in MqttPacket packet) => new MqttBodyReader(packet).RequireEnd();
}
