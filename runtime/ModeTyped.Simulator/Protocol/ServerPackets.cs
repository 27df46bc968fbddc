using System.Buffers.Binary;
using System.Text;

namespace ModeTyped.Simulator.Protocol;

/// <summary>Encodes what a server sends.</summary>
internal static class ServerPackets
{
    private const int SubscriptionRefused = 0x80;

    public static byte[] PingResp { get; } = [0xD0, 0x00];

    public static byte[] ConnAck(ConnectReturnCode code) => [0x20, 0x02, 0x00, (byte)code];

    public static byte[] PubAck(ushort packetId) => [0x40, 0x02, (byte)(packetId >> 8), (byte)packetId];

    public static byte[] UnsubAck(ushort packetId) => [0xB0, 0x02, (byte)(packetId >> 8), (byte)packetId];

    /// <summary>Each filter is granted at QoS 0, the only one that MODE has, or refused.</summary>
    public static byte[] SubAck(ushort packetId, IReadOnlyCollection<bool> granted)
    {
        byte[] packet = Allocate(0x90, 2 + granted.Count, out Span<byte> body);
        BinaryPrimitives.WriteUInt16BigEndian(body, packetId);
        int index = 2;
        foreach (bool one in granted) body[index++] = one ? (byte)0 : (byte)SubscriptionRefused;
        return packet;
    }

    /// <summary>A PUBLISH at QoS 0.</summary>
    public static byte[] Publish(string topic, ReadOnlySpan<byte> payload)
    {
        int topicLength = Encoding.UTF8.GetByteCount(topic);
        byte[] packet = Allocate(0x30, 2 + topicLength + payload.Length, out Span<byte> body);
        BinaryPrimitives.WriteUInt16BigEndian(body, (ushort)topicLength);
        Encoding.UTF8.GetBytes(topic, body[2..]);
        payload.CopyTo(body[(2 + topicLength)..]);
        return packet;
    }

    private static byte[] Allocate(byte header, int length, out Span<byte> body)
    {
        Span<byte> digits = stackalloc byte[4];
        int count = 0;
        uint rest = (uint)length;
        do
        {
            byte digit = (byte)(rest & 0x7F);
            rest >>= 7;
            digits[count++] = rest > 0 ? (byte)(digit | 0x80) : digit;
        }
        while (rest > 0);

        byte[] packet = new byte[1 + count + length];
        packet[0] = header;
        digits[..count].CopyTo(packet.AsSpan(1));
        body = packet.AsSpan(1 + count);
        return packet;
    }
}
