using System.Net.Sockets;
using System.Text;

namespace ModeTyped.Simulator.Tests;

/// <summary>A TCP client that speaks bytes, written by hand from the MQTT 3.1.1 specification.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly TcpClient _client = new() { NoDelay = true };
    private Stream _stream = Stream.Null;

    public static async Task<RawClient> OpenAsync(int port)
    {
        var client = new RawClient();
        await client._client.ConnectAsync("127.0.0.1", port);
        client._stream = client._client.GetStream();
        return client;
    }

    /// <summary>Speaks over a stream that is open already.</summary>
    public static RawClient Over(Stream stream) => new() { _stream = stream };

    /// <summary>Opens a connection and gets it accepted as device 1234.</summary>
    public static async Task<RawClient> ConnectAsync(ModeSimulator mode)
    {
        RawClient client = await OpenAsync(mode.Port);
        await client.SendAsync(Connect());
        await client.ExpectAsync(0x20, 0x02, 0x00, 0x00);
        return client;
    }

    public async Task SendAsync(params byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Reads exactly these bytes next.</summary>
    public async Task ExpectAsync(params byte[] expected)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        byte[] actual = new byte[expected.Length];
        int count = await _stream.ReadAtLeastAsync(actual, actual.Length, throwOnEndOfStream: false, deadline.Token);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(actual.AsSpan(0, count)));
    }

    /// <summary>Reads nothing but the end of the connection next.</summary>
    public async Task ExpectCloseAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            Assert.Equal(0, await _stream.ReadAsync(new byte[1], deadline.Token));
        }
        catch (IOException)
        {
            // A reset is a close too.
        }
    }

    /// <summary>Reads a reset next.</summary>
    public async Task ExpectResetAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var exception = await Assert.ThrowsAsync<IOException>(async () => await _stream.ReadExactlyAsync(new byte[1], deadline.Token));
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(exception.InnerException).SocketErrorCode);
    }

    /// <summary>Checks that nothing came, and that the connection is still open.</summary>
    public async Task ExpectSilenceAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _stream.ReadExactlyAsync(new byte[1], soon.Token));
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    public static byte[] Connect(
        string protocol = "MQTT", byte level = 4, byte flags = 0xC2, ushort keepAlive = 60, string clientId = "",
        string user = "1234", string password = "key", byte[]? will = null) =>
        Packet(0x10, [.. Text(protocol), level, flags, .. UInt16(keepAlive), .. Text(clientId), .. will ?? [], .. Text(user), .. Text(password)]);

    public static byte[] Publish(string topic, string payload, byte flags = 0, ushort? packetId = null) =>
        Packet((byte)(0x30 | flags), [.. Text(topic), .. packetId is { } id ? UInt16(id) : [], .. Encoding.UTF8.GetBytes(payload)]);

    public static byte[] Subscribe(ushort packetId, params (string Topic, byte QualityOfService)[] filters) =>
        Packet(0x82, [.. UInt16(packetId), .. filters.SelectMany(filter => (byte[])[.. Text(filter.Topic), filter.QualityOfService])]);

    public static byte[] Unsubscribe(ushort packetId, string topic) => Packet(0xA2, [.. UInt16(packetId), .. Text(topic)]);

    public static byte[] Text(string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        return [.. UInt16((ushort)utf8.Length), .. utf8];
    }

    public static byte[] UInt16(ushort value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Packet(byte header, byte[] body)
    {
        List<byte> packet = [header];
        int rest = body.Length;
        do
        {
            byte digit = (byte)(rest % 128);
            rest /= 128;
            packet.Add(rest > 0 ? (byte)(digit | 0x80) : digit);
        }
        while (rest > 0);
        return [.. packet, .. body];
    }
}
