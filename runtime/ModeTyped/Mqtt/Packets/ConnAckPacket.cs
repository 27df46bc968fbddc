namespace ModeTyped.Mqtt;

/// <summary>CONNACK (MQTT 3.1.1 section 3.2).</summary>
internal readonly record struct ConnAckPacket(bool SessionPresent, ConnectReturnCode ReturnCode)
{
    /// <exception cref="MqttProtocolException">The packet is malformed.</exception>
    public static ConnAckPacket Read(in MqttPacket packet)
    {
        var body = new MqttBodyReader(packet);
        byte flags = body.ReadByte();
        byte returnCode = body.ReadByte();
        body.RequireEnd();
        if (flags > 1) throw new MqttProtocolException("A CONNACK packet sets reserved flags.");
        if (returnCode > (byte)ConnectReturnCode.NotAuthorized)
            throw new MqttProtocolException($"A CONNACK packet has the reserved return code {returnCode}.");
        return new ConnAckPacket(flags == 1, (ConnectReturnCode)returnCode);
    }
}
