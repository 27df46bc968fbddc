using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>A SUBSCRIBE on its way out; afterwards it knows what was granted.</summary>
internal sealed class SubscribeSend(MqttWriter writer, IReadOnlyList<MqttTopic> topics) : MqttSend(writer)
{
    public override MqttPacketType? Acknowledgement => MqttPacketType.SubAck;

    public override int Size => MqttPacketWriter.TopicsSize(topics, bytesAfterEach: 1);

    /// <summary>For each topic, in order, whether the server granted it.</summary>
    public bool[] Granted { get; } = new bool[topics.Count];

    /// <exception cref="MqttProtocolException">The packet has not one return code for each topic.</exception>
    public void Grant(in SubAckPacket packet)
    {
        if (packet.ReturnCodes.Length != Granted.Length)
        {
            throw new MqttProtocolException(
                $"A SUBACK packet has {packet.ReturnCodes.Length} return codes for {Granted.Length} topics.");
        }

        int index = 0;
        foreach (ReadOnlyMemory<byte> segment in packet.ReturnCodes)
        {
            foreach (byte returnCode in segment.Span) Granted[index++] = returnCode != SubAckPacket.Failure;
        }
    }

    public override void Write(IBufferWriter<byte> output) => MqttPacketWriter.WriteSubscribe(output, PacketId, topics);
}
