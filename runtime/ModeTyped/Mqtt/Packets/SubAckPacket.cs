using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>SUBACK (MQTT 3.1.1 section 3.9), valid as long as the buffer it was read from.</summary>
internal readonly struct SubAckPacket
{
    /// <summary>The return code of a topic filter that was not granted.</summary>
    public const byte Failure = 0x80;

    public ushort PacketId { get; private init; }

    /// <summary>One byte for each topic filter: the granted QoS (0 to 2) or <see cref="Failure"/>.</summary>
    public ReadOnlySequence<byte> ReturnCodes { get; private init; }

    /// <exception cref="MqttProtocolException">The packet is malformed.</exception>
    public static SubAckPacket Read(in MqttPacket packet)
    {
        var body = new MqttBodyReader(packet);
        var result = new SubAckPacket { PacketId = body.ReadPacketId(), ReturnCodes = body.ReadRest() };
        if (result.ReturnCodes.IsEmpty) throw new MqttProtocolException("A SUBACK packet has no return code.");
        foreach (ReadOnlyMemory<byte> segment in result.ReturnCodes)
        {
            if (segment.Span.ContainsAnyExcept<byte>([0, 1, 2, Failure]))
                throw new MqttProtocolException("A SUBACK packet has a reserved return code.");
        }

        return result;
    }
}
