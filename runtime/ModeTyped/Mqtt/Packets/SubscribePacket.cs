using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>
/// SUBSCRIBE (MQTT 3.1.1 section 3.8), valid as long as the buffer it was read from. Enumerate it for its topic filters.
/// </summary>
internal readonly struct SubscribePacket
{
    private readonly MqttPacket _packet;

    private SubscribePacket(in MqttPacket packet, ushort packetId)
    {
        _packet = packet;
        PacketId = packetId;
    }

    public ushort PacketId { get; }

    /// <exception cref="MqttProtocolException">The packet is malformed, in any of its filters.</exception>
    public static SubscribePacket Read(in MqttPacket packet)
    {
        var body = new MqttBodyReader(packet);
        var result = new SubscribePacket(packet, body.ReadPacketId());
        Enumerator filters = result.GetEnumerator();
        if (!filters.MoveNext()) throw new MqttProtocolException("A SUBSCRIBE packet has no topic filter.");
        while (filters.MoveNext())
        {
        }

        return result;
    }

    public Enumerator GetEnumerator() => new(_packet);

    /// <summary>One topic filter and the highest QoS (0 to 2) asked for.</summary>
    public readonly record struct Subscription(ReadOnlySequence<byte> Filter, byte QualityOfService);

    public struct Enumerator
    {
        private MqttBodyReader _body;

        internal Enumerator(in MqttPacket packet)
        {
            _body = new MqttBodyReader(packet);
            _body.ReadUInt16();
        }

        public Subscription Current { get; private set; }

        public bool MoveNext()
        {
            if (_body.End) return false;
            ReadOnlySequence<byte> filter = _body.ReadTopic();
            byte qualityOfService = _body.ReadByte();
            if (qualityOfService > 2)
                throw new MqttProtocolException($"A SUBSCRIBE packet has the requested QoS byte {qualityOfService:x2}.");
            Current = new Subscription(filter, qualityOfService);
            return true;
        }
    }
}
