using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>PUBLISH (MQTT 3.1.1 section 3.3), valid as long as the buffer it was read from.</summary>
internal readonly struct PublishPacket
{
    private const byte DuplicateFlag = 0x08;
    private const byte RetainFlag = 0x01;

    public ReadOnlySequence<byte> Topic { get; private init; }

    public ReadOnlySequence<byte> Payload { get; private init; }

    /// <summary>0 to 2; a number, since MQTT has a level that MODE does not take.</summary>
    public byte QualityOfService { get; private init; }

    /// <summary>0 at QoS 0.</summary>
    public ushort PacketId { get; private init; }

    public bool Duplicate { get; private init; }

    public bool Retain { get; private init; }

    /// <exception cref="MqttProtocolException">The packet is malformed.</exception>
    public static PublishPacket Read(in MqttPacket packet)
    {
        var body = new MqttBodyReader(packet);
        byte qualityOfService = (byte)((packet.Flags >> 1) & 3);
        bool duplicate = (packet.Flags & DuplicateFlag) != 0;
        if (duplicate && qualityOfService == 0)
            throw new MqttProtocolException("A PUBLISH packet of QoS 0 is marked as a duplicate.");

        ReadOnlySequence<byte> topic = body.ReadTopic();
        foreach (ReadOnlyMemory<byte> segment in topic)
        {
            if (segment.Span.ContainsAny((byte)'+', (byte)'#'))
                throw new MqttProtocolException("A PUBLISH packet has a wildcard in its topic name.");
        }

        return new PublishPacket
        {
            Topic = topic,
            QualityOfService = qualityOfService,
            PacketId = qualityOfService == 0 ? (ushort)0 : body.ReadPacketId(),
            Payload = body.ReadRest(),
            Duplicate = duplicate,
            Retain = (packet.Flags & RetainFlag) != 0,
        };
    }

    internal static byte Flags(byte qualityOfService, bool duplicate) =>
        (byte)((qualityOfService << 1) | (duplicate ? DuplicateFlag : 0));
}
