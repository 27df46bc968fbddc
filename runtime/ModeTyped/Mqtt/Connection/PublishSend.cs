using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>A PUBLISH on its way out; pooled by its queue.</summary>
internal sealed class PublishSend(MqttWriter writer) : MqttSend(writer)
{
    /// <summary>Up to this size in bytes a copy is cheaper than a system call of its own.</summary>
    private const int MaxCopiedPayload = 16 * 1024;

    private readonly MqttWriter _writer = writer;
    private MqttTopic? _topic;
    private ReadOnlyMemory<byte> _payload;
    private QualityOfService _qualityOfService;

    public override MqttPacketType? Acknowledgement =>
        _qualityOfService == QualityOfService.AtLeastOnce ? MqttPacketType.PubAck : null;

    public override int Size => MqttPacketWriter.PublishHeaderSize(_topic!.Utf8.Length, _payload.Length, _qualityOfService)
        + (IsBulk ? 0 : _payload.Length);

    public override ReadOnlyMemory<byte> Bulk => IsBulk ? _payload : default;

    private bool IsBulk => _payload.Length > MaxCopiedPayload;

    public void Set(MqttTopic topic, ReadOnlyMemory<byte> payload, QualityOfService qualityOfService)
    {
        _topic = topic;
        _payload = payload;
        _qualityOfService = qualityOfService;
    }

    public override void Write(IBufferWriter<byte> output)
    {
        MqttPacketWriter.WritePublishHeader(output, _topic!.Utf8.Span, _payload.Length, _qualityOfService, PacketId);
        if (!IsBulk) output.Write(_payload.Span);
    }

    protected override void OnAwaited()
    {
        _payload = default;
        _writer.Recycle(this);
    }
}
