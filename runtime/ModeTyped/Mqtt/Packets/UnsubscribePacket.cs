using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>
/// UNSUBSCRIBE (MQTT 3.1.1 section 3.10), valid as long as the buffer it was read from. Enumerate it for its topic filters.
/// </summary>
internal readonly struct UnsubscribePacket
{
    private readonly MqttPacket _packet;

    private UnsubscribePacket(in MqttPacket packet, ushort packetId)
    {
        _packet = packet;
        PacketId = packetId;
    }

    public ushort PacketId { get; }

    /// <exception cref="MqttProtocolException">The packet is malformed, in any of its filters.</exception>
    public static UnsubscribePacket Read(in MqttPacket packet)
    {
        var body = new MqttBodyReader(packet);
        var result = new UnsubscribePacket(packet, body.ReadPacketId());
        Enumerator filters = result.GetEnumerator();
        if (!filters.MoveNext()) throw new MqttProtocolException("An UNSUBSCRIBE packet has no topic filter.");
        while (filters.MoveNext())
        {
        }

        return result;
    }

    public Enumerator GetEnumerator() => new(_packet);

    public struct Enumerator
    {
        private MqttBodyReader _body;

        internal Enumerator(in MqttPacket packet)
        {
            _body = new MqttBodyReader(packet);
            _body.ReadUInt16();
        }

        public ReadOnlySequence<byte> Current { get; private set; }

        public bool MoveNext()
        {
            if (_body.End) return false;
            Current = _body.ReadTopic();
            return true;
        }
    }
}
