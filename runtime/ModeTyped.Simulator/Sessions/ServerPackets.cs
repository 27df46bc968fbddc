using System.Buffers;
using System.Text;
using ModeTyped.Mqtt;

namespace ModeTyped.Simulator;

/// <summary>The packets that a server sends, each in an array of its own.</summary>
internal static class ServerPackets
{
    public static byte[] PingResp { get; } = Encode(16, MqttPacketWriter.WritePingResp);

    public static byte[] ConnAck(ConnectReturnCode code) =>
        Encode(16, output => MqttPacketWriter.WriteConnAck(output, code));

    public static byte[] PubAck(ushort packetId) => Encode(16, output => MqttPacketWriter.WritePubAck(output, packetId));

    public static byte[] SubAck(ushort packetId, byte[] returnCodes) =>
        Encode(returnCodes.Length + 16, output => MqttPacketWriter.WriteSubAck(output, packetId, returnCodes));

    public static byte[] UnsubAck(ushort packetId) =>
        Encode(16, output => MqttPacketWriter.WriteUnsubAck(output, packetId));

    /// <summary>A PUBLISH at QoS 0.</summary>
    public static byte[] Publish(string topic, byte[] payload)
    {
        byte[] utf8Topic = Encoding.UTF8.GetBytes(topic);
        return Encode(
            utf8Topic.Length + payload.Length + 16, output => MqttPacketWriter.WritePublish(output, utf8Topic, payload));
    }

    private static byte[] Encode(int capacity, Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>(capacity);
        write(output);
        return output.WrittenSpan.ToArray();
    }
}
