namespace ModeTyped.Simulator.Protocol;

/// <summary>A SUBSCRIBE.</summary>
/// <param name="PacketId">The packet identifier.</param>
/// <param name="Filters">Each topic filter with the QoS asked for, 0 to 2.</param>
internal sealed record SubscribePacket(ushort PacketId, IReadOnlyList<(string Topic, byte QualityOfService)> Filters)
{
    public static SubscribePacket Read(ReadOnlySpan<byte> body)
    {
        var reader = new PacketReader("SUBSCRIBE", body);
        ushort packetId = reader.ReadPacketId();
        List<(string, byte)> filters = [];
        do
        {
            string topic = reader.ReadString("topic filter");
            if (topic.Length == 0) throw RefusedException.Malformed("SUBSCRIBE with an empty topic filter.");
            byte qos = reader.ReadByte("requested QoS");
            if (qos > 2) throw RefusedException.Malformed("SUBSCRIBE whose requested QoS has reserved bits set.");
            filters.Add((topic, qos));
        }
        while (!reader.AtEnd);

        return new SubscribePacket(packetId, filters);
    }
}
