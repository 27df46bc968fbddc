using System.Buffers;

namespace ModeTyped.Mqtt.Tests;

public sealed class MqttInputTests
{
    private const int MaxPacketSize = 1024 * 1024;

    [Fact]
    public void Packets_come_out_as_they_went_in_however_the_network_cuts_them()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            byte[][] payloads = [.. Enumerable.Range(0, 30).Select(_ => Payload(random))];
            var sent = new ArrayBufferWriter<byte>();
            foreach (byte[] payload in payloads)
                MqttPacketWriter.WritePublish(sent, "/e"u8, payload, QualityOfService.AtMostOnce, 0, false);

            var input = new MqttInput();
            int next = 0;
            for (ReadOnlySpan<byte> rest = sent.WrittenSpan; !rest.IsEmpty;)
            {
                Memory<byte> room = input.GetMemory();
                int size = Math.Min(Math.Min(room.Length, rest.Length), random.Next(1, random.Next(2) == 0 ? 8 : 40_000));
                rest[..size].CopyTo(room.Span);
                rest = rest[size..];
                input.Advance(size);
                ReadOnlySequence<byte> unread = input.Unread;
                while (MqttPacket.TryRead(ref unread, MaxPacketSize, out MqttPacket packet))
                    Assert.Equal(payloads[next++], PublishPacket.Read(packet).Payload.ToArray());
                input.Keep(unread);
            }

            Assert.Equal(payloads.Length, next);
            Assert.True(input.IsEmpty);
        }
    }

    [Fact]
    public void A_large_buffer_is_held_only_while_it_has_something_and_grows_no_larger_than_a_packet_needs()
    {
        var input = new MqttInput();
        int idle = input.GetMemory().Length;
        Assert.InRange(idle, 4, 256);

        // A packet of the largest size that is accepted, of which each receive fills the buffer.
        int received = 0;
        while (received < MaxPacketSize)
        {
            int room = input.GetMemory().Length;
            input.Advance(room);
            received += room;
            input.Keep(input.Unread);
        }

        Assert.InRange(received, MaxPacketSize, 2 * MaxPacketSize);
        input.Keep(default);

        // The last receive of a burst does not fill the buffer.
        input.GetMemory();
        input.Advance(1);
        input.Keep(default);
        Assert.Equal(idle, input.GetMemory().Length);
    }

    private static byte[] Payload(Random random)
    {
        byte[] payload = new byte[random.Next(4) switch { 0 => random.Next(4), 1 => random.Next(300), 2 => random.Next(20_000), _ => random.Next(100_000) }];
        random.NextBytes(payload);
        return payload;
    }
}
