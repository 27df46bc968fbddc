using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>An UNSUBSCRIBE on its way out.</summary>
internal sealed class UnsubscribeSend(MqttWriter writer, IReadOnlyList<MqttTopic> topics) : MqttSend(writer)
{
    public override MqttPacketType? Acknowledgement => MqttPacketType.UnsubAck;

    public override int Size => MqttPacketWriter.TopicsSize(topics, bytesAfterEach: 0);

    public override void Write(IBufferWriter<byte> output) => MqttPacketWriter.WriteUnsubscribe(output, PacketId, topics);
}
