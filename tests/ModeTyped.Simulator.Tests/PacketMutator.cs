namespace ModeTyped.Simulator.Tests;

/// <summary>Makes hostile packets: good ones with a few changes, and noise. The same seed makes the same packets.</summary>
internal sealed class PacketMutator(int seed)
{
    private const int MaxNoise = 64;

    private static readonly byte[][] Good =
    [
        RawClient.Connect(),
        RawClient.Connect(clientId: "c", flags: 0xEE, will: [.. RawClient.Text("/devices/1234/event"), .. RawClient.Text("gone")]),
        RawClient.Connect(password: "wrong"),
        RawClient.Publish("/devices/1234/event", """{"eventType":"a","eventData":{"x":[1,true,null,"\u00e9"]}}"""),
        RawClient.Publish("/devices/1234/event", """{"eventType":"a"}""", flags: 0x02, packetId: 7),
        RawClient.Publish("/devices/1234/bulkData/vibration", "bytes", flags: 0x02, packetId: 8),
        RawClient.Publish(
            "/devices/1234/bulkData/forecast/request", """{"bulkDataLabel":"forecast","requestId":"r","payload":{"hours":1}}"""),
        RawClient.Publish("/devices/1234/kv", """{"action":"set","key":"k","value":{"a":1}}""", flags: 0x02, packetId: 9),
        RawClient.Publish("/devices/1234/kv", """{"action":"delete","key":"k"}"""),
        RawClient.Publish("/devices/1234/data", "routed"),
        RawClient.Subscribe(10, ("/devices/1234/command", 0), ("/devices/1234/kv", 0)),
        RawClient.Subscribe(11, ("/devices/1234/bulkData/forecast/response", 1)),
        RawClient.Unsubscribe(12, "/devices/1234/command"),
        [0xC0, 0x00],
        [0xE0, 0x00],
        [0x40, 0x02, 0x00, 0x01],
        [0x50, 0x02, 0x00, 0x01],
        [0x20, 0x02, 0x00, 0x00],
    ];

    private readonly Random _random = new(seed);
    private readonly byte[] _packet = new byte[512];
    private int _length;

    /// <summary>The next packet; valid until the one after it.</summary>
    public ReadOnlySpan<byte> Next()
    {
        if (_random.Next(4) == 0)
        {
            _length = _random.Next(MaxNoise);
            _random.NextBytes(_packet.AsSpan(0, _length));
        }
        else
        {
            byte[] good = Good[_random.Next(Good.Length)];
            good.CopyTo(_packet, 0);
            _length = good.Length;
            for (int change = _random.Next(4); change > 0; change--) Change();
        }

        return _packet.AsSpan(0, _length);
    }

    private void Change()
    {
        int at = _random.Next(_length);
        switch (_random.Next(5))
        {
            case 0:
                _packet[at] = (byte)_random.Next(256);
                break;
            case 1:
                _packet[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 2:
                _length = Math.Max(at, 1);
                break;
            case 3:
                _packet[1] = (byte)_random.Next(256);
                break;
            default:
                // A part of the packet in another place: lengths, topics and JSON that do not belong together.
                int from = _random.Next(_length);
                int count = Math.Min(_length - Math.Max(at, from), 16);
                _packet.AsSpan(from, count).CopyTo(_packet.AsSpan(at));
                break;
        }
    }
}
