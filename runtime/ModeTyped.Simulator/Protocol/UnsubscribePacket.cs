namespace ModeTyped.Simulator.Protocol;

/// <summary>An UNSUBSCRIBE.</summary>
internal sealed record UnsubscribePacket(ushort PacketId, IReadOnlyList<string> Topics)
{
    public static UnsubscribePacket Read(ReadOnlySpan<byte> body)
    {
        var reader = new PacketReader("UNSUBSCRIBE", body);
        ushort packetId = reader.ReadPacketId();
        List<string> topics = [];
        do
        {
            string topic = reader.ReadString("topic filter");
            if (topic.Length == 0) throw RefusedException.Malformed("UNSUBSCRIBE with an empty topic filter.");
            topics.Add(topic);
        }
        while (!reader.AtEnd);

        return new UnsubscribePacket(packetId, topics);
    }
}
