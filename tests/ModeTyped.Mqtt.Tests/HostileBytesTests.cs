using System.Buffers;

namespace ModeTyped.Mqtt.Tests;

public sealed class HostileBytesTests
{
    private const int MaxPacketSize = 1024;

    /// <summary>What MQTT 3.1.1 forbids, each with the rule that it breaks.</summary>
    public static TheoryData<string, byte[]> Violations => new()
    {
        { "packet type 0", [0x00, 0] },
        { "packet type 15", [0xF0, 0] },
        { "PUBLISH at QoS 3", [0x36, 7, 0, 3, .. "a/b"u8, 0, 1] },
        { "PUBLISH at QoS 0 as a duplicate", [0x38, 5, 0, 3, .. "a/b"u8] },
        { "PUBLISH at QoS 1 with packet identifier 0", [0x32, 7, 0, 3, .. "a/b"u8, 0, 0] },
        { "PUBLISH at QoS 1 without packet identifier", [0x32, 5, 0, 3, .. "a/b"u8] },
        { "PUBLISH without topic length", [0x30, 1, 0] },
        { "PUBLISH with a topic beyond the packet", [0x30, 5, 0, 4, .. "a/b"u8] },
        { "PUBLISH with an empty topic", [0x30, 2, 0, 0] },
        { "PUBLISH to a wildcard", [0x30, 5, 0, 3, .. "a/#"u8] },
        { "PUBLISH to a topic with U+0000", [0x30, 5, 0, 3, .. "a\0b"u8] },
        { "PUBLISH to a topic with a surrogate", [0x30, 5, 0, 3, 0xED, 0xA0, 0x80] },
        { "PUBLISH to a topic with an overlong slash", [0x30, 4, 0, 2, 0xC0, 0xAF] },
        { "PUBACK with flags", [0x41, 2, 0, 1] },
        { "PUBACK too short", [0x40, 1, 0] },
        { "PUBACK too long", [0x40, 3, 0, 1, 0] },
        { "PUBACK with packet identifier 0", [0x40, 2, 0, 0] },
        { "SUBSCRIBE without its flag", [0x80, 8, 0, 1, 0, 3, .. "a/b"u8, 0] },
        { "SUBSCRIBE without a filter", [0x82, 2, 0, 1] },
        { "SUBSCRIBE with QoS 3", [0x82, 8, 0, 1, 0, 3, .. "a/b"u8, 3] },
        { "SUBSCRIBE without a QoS", [0x82, 7, 0, 1, 0, 3, .. "a/b"u8] },
        { "SUBSCRIBE with a broken second filter", [0x82, 10, 0, 1, 0, 3, .. "a/b"u8, 0, 0, 9] },
        { "UNSUBSCRIBE without a filter", [0xA2, 2, 0, 1] },
        { "SUBACK without a return code", [0x90, 2, 0, 1] },
        { "SUBACK with a reserved return code", [0x90, 3, 0, 1, 3] },
        { "CONNACK with reserved flags", [0x20, 2, 2, 0] },
        { "CONNACK with a reserved return code", [0x20, 2, 0, 6] },
        { "PINGRESP with a body", [0xD0, 1, 0] },
        { "CONNECT of another protocol", [0x10, 12, 0, 4, .. "HTTP"u8, 4, 2, 0, 9, 0, 0] },
        { "CONNECT with the reserved flag", [0x10, 12, 0, 4, .. "MQTT"u8, 4, 3, 0, 9, 0, 0] },
        { "CONNECT with a password but no user name", [0x10, 14, 0, 4, .. "MQTT"u8, 4, 0x42, 0, 9, 0, 0, 0, 0] },
        { "CONNECT with a will QoS but no will", [0x10, 12, 0, 4, .. "MQTT"u8, 4, 0x0A, 0, 9, 0, 0] },
        { "CONNECT with surplus bytes", [0x10, 13, 0, 4, .. "MQTT"u8, 4, 2, 0, 9, 0, 0, 0] },
        { "a remaining length of five bytes", [0x30, 0x80, 0x80, 0x80, 0x80, 0x01] },
        { "a packet larger than allowed", [0x30, 0x80, 0x08] },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public void A_violation_is_the_typed_exception(string rule, byte[] bytes)
    {
        var exception = Assert.Throws<MqttProtocolException>(() => Decode(new ReadOnlySequence<byte>(bytes)));
        Assert.False(string.IsNullOrEmpty(exception.Message), rule);
        Assert.Throws<MqttProtocolException>(() => Decode(Segments.Of([.. bytes.Select(value => new[] { value })])));
    }

    [Fact]
    public void A_million_mutated_and_random_packets_throw_the_typed_exception_or_nothing()
    {
        const int Count = 1_000_000;
        const long MostForAnException = 16 * 1024;
        var random = new Random(311);
        byte[][] seeds = Seeds();
        var bytes = new byte[2 * MaxPacketSize];
        int refused = 0;
        int read = 0;
        for (int i = 0; i < Count; i++)
        {
            int length = i % 4 == 0 ? Random(random, bytes) : Mutate(random, seeds[random.Next(seeds.Length)], bytes);
            ReadOnlySequence<byte> buffer = i % 8 == 7
                ? Segments.Of(bytes[..(length / 2)], bytes[(length / 2)..length])
                : new ReadOnlySequence<byte>(bytes, 0, length);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read += Decode(buffer);
            }
            catch (MqttProtocolException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostForAnException);
        }

        Assert.InRange(refused, Count / 10, Count);
        Assert.InRange(read, Count / 10, int.MaxValue);
    }

    private static int Decode(ReadOnlySequence<byte> buffer)
    {
        int count = 0;
        while (MqttPacket.TryRead(ref buffer, MaxPacketSize, out MqttPacket packet))
        {
            count++;
            switch (packet.Type)
            {
                case MqttPacketType.Connect:
                    ConnectPacket.Read(packet);
                    break;
                case MqttPacketType.ConnAck:
                    ConnAckPacket.Read(packet);
                    break;
                case MqttPacketType.Publish:
                    PublishPacket.Read(packet);
                    break;
                case MqttPacketType.Subscribe:
                    SubscribePacket.Read(packet);
                    break;
                case MqttPacketType.SubAck:
                    SubAckPacket.Read(packet);
                    break;
                case MqttPacketType.Unsubscribe:
                    UnsubscribePacket.Read(packet);
                    break;
                case MqttPacketType.PingReq or MqttPacketType.PingResp or MqttPacketType.Disconnect:
                    EmptyPacket.Read(packet);
                    break;
                default:
                    AcknowledgePacket.Read(packet);
                    break;
            }
        }

        return count;
    }

    private static int Random(Random random, byte[] bytes)
    {
        int length = random.Next(64);
        random.NextBytes(bytes.AsSpan(0, length));
        return length;
    }

    private static int Mutate(Random random, byte[] seed, byte[] bytes)
    {
        seed.CopyTo(bytes, 0);
        int length = seed.Length;
        for (int change = random.Next(4); change > 0; change--)
        {
            switch (random.Next(4))
            {
                case 0:
                    bytes[random.Next(length)] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[random.Next(length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    length = random.Next(1, length + 1);
                    break;
                default:
                    bytes[1] = (byte)random.Next(128);
                    break;
            }
        }

        return length;
    }

    private static byte[][] Seeds() =>
    [
        [0x10, 23, 0, 4, .. "MQTT"u8, 4, 0xC2, 0, 30, 0, 0, 0, 4, .. "1234"u8, 0, 3, .. "key"u8],
        [0x10, 24, 0, 4, .. "MQTT"u8, 4, 0x2E, 0, 10, 0, 1, (byte)'c', 0, 4, .. "will"u8, 0, 3, 1, 0, 2],
        [0x20, 2, 0, 0],
        [0x30, 9, 0, 3, .. "/kvdata"u8.ToArray()[..7]],
        [0x32, 12, 0, 3, .. "/kv"u8, 0, 7, .. "datas"u8],
        [0x40, 2, 0, 1],
        [0x82, 14, 0, 10, 0, 3, .. "a/b"u8, 1, 0, 3, .. "c/d"u8, 2],
        [0x90, 5, 0, 10, 0, 2, 0x80],
        [0xA2, 12, 0, 10, 0, 3, .. "a/b"u8, 0, 3, .. "c/d"u8],
        [0xB0, 2, 0, 10],
        [0xC0, 0],
        [0xD0, 0],
        [0xE0, 0],
    ];
}
