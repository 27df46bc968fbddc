using System.Net;
using System.Net.Sockets;

namespace ModeTyped.Mqtt.Tests;

/// <summary>One accepted TCP connection on which a test plays the server, byte by byte.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private Socket? _socket;

    public RawServer() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether a client waits to be accepted.</summary>
    public bool HasCaller => _listener.Pending();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public MqttLinkOptions Options(TimeProvider? time = null) => new()
    {
        Host = "127.0.0.1",
        Port = Port,
        UseTls = false,
        UserName = "1234",
        Password = "key",
        TimeProvider = time ?? TimeProvider.System,
    };

    /// <summary>Connects a link and answers its CONNECT.</summary>
    public async Task<MqttLink> ConnectAsync(MqttLinkOptions? options = null, IMqttReceiver? receiver = null)
    {
        Task<IMqttLink> link = new MqttLinkFactory()
            .ConnectAsync(options ?? Options(), receiver ?? new RecordingReceiver(), Cancellation).AsTask();
        await AcceptAsync();
        byte[] connect = await ReadPacketAsync();
        Assert.Equal(MqttPacketType.Connect, (MqttPacketType)(connect[0] >> 4));
        await SendAsync([0x20, 2, 0, 0]);
        return (MqttLink)await link;
    }

    public async Task AcceptAsync()
    {
        _socket?.Dispose();
        _socket = await _listener.AcceptSocketAsync(Cancellation);
        _socket.NoDelay = true;
    }

    public async Task SendAsync(params byte[] bytes) => await _socket!.SendAsync(bytes, Cancellation);

    /// <summary>Reads exactly this many bytes.</summary>
    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        for (int read = 0; read < count;)
        {
            int more = await _socket!.ReceiveAsync(bytes.AsMemory(read), Cancellation);
            Assert.True(more > 0, $"the client closed after {read} of {count} bytes");
            read += more;
        }

        return bytes;
    }

    /// <summary>Reads one whole packet.</summary>
    public async Task<byte[]> ReadPacketAsync()
    {
        var packet = new List<byte>(await ReadAsync(1));
        int length = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte digit = (await ReadAsync(1))[0];
            packet.Add(digit);
            length |= (digit & 0x7F) << shift;
            if (digit < 0x80) break;
        }

        packet.AddRange(await ReadAsync(length));
        return [.. packet];
    }

    /// <summary>Reads until the client closes its side; fails on a reset.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await _socket!.ReceiveAsync(buffer, Cancellation) is var read and > 0) all.Write(buffer, 0, read);
        return all.ToArray();
    }

    /// <summary>Closes the connection with FIN.</summary>
    public void Close() => _socket!.Dispose();

    /// <summary>Closes the connection with RST.</summary>
    public void Reset()
    {
        _socket!.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        _socket?.Dispose();
        _listener.Stop();
        return ValueTask.CompletedTask;
    }
}
