namespace ModeTyped.Simulator.Protocol;

/// <summary>A PUBLISH within MODE's restrictions.</summary>
/// <param name="Topic">The topic name.</param>
/// <param name="QualityOfService">QoS 0 or 1.</param>
/// <param name="PacketId">0 at QoS 0.</param>
/// <param name="Payload">The application message.</param>
internal sealed record PublishPacket(string Topic, QualityOfService QualityOfService, ushort PacketId, byte[] Payload)
{
    public static PublishPacket Read(byte flags, ReadOnlySpan<byte> body)
    {
        int qos = (flags >> 1) & 0x03;
        bool duplicate = (flags & 0x08) != 0;
        if (qos == 3) throw RefusedException.Malformed("PUBLISH with QoS 3.");
        if (qos == 0 && duplicate) throw RefusedException.Malformed("PUBLISH at QoS 0 marked as a duplicate.");

        var reader = new PacketReader("PUBLISH", body);
        string topic = reader.ReadString("topic name");
        if (topic.Length == 0) throw RefusedException.Malformed("PUBLISH with an empty topic name.");
        if (topic.AsSpan().ContainsAny('+', '#')) throw RefusedException.Malformed("PUBLISH with a wildcard in its topic name.");
        ushort packetId = qos == 0 ? (ushort)0 : reader.ReadPacketId();

        if (qos == 2)
        {
            throw new RefusedException(
                Restriction.PublishQualityOfService, $"PUBLISH to {topic} at QoS 2; only QoS 0 and 1 are supported.");
        }

        if ((flags & 0x01) != 0)
            throw new RefusedException(Restriction.Retain, $"PUBLISH to {topic} with retain; message retain is not supported.");

        return new PublishPacket(topic, (QualityOfService)qos, packetId, reader.ReadRest().ToArray());
    }
}
