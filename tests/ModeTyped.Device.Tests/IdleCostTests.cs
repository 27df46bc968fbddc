using System.Net;
using System.Net.Sockets;

namespace ModeTyped.Device.Tests;

/// <summary>What an idle device holds. Measures the whole process, so nothing else may run meanwhile.</summary>
[Collection(nameof(WholeProcess))]
public sealed class IdleCostTests : RealLinkTest
{
    private const int Count = 200;
    private const int Rounds = 5;

    // A debug build's figures; a release build holds less.
    private const long MaxFresh = 7000;
    private const long MaxWorked = 9000;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ModeDeviceOptions _options;
    private readonly CommandLog _handled;
    private readonly byte[] _command = RawMode.Command("""{"action":"now"}""");
    private readonly List<IDisposable> _bare = [];
    private readonly List<(ModeDevice Device, Socket Server)> _devices = [];

    public IdleCostTests()
    {
        _listener.Start(Count);
        _options = OwnLinkOptions(Port);
        _handled = Handle("now");
    }

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>
    /// Beyond what the runtime takes for a bare connection that waits for a byte, and the test for its other end. Other
    /// things in the process come and go, so the median of several measurements counts.
    /// </summary>
    [Fact]
    public async Task An_idle_device_holds_little_memory_fresh_and_after_work()
    {
        List<(long Fresh, long Worked)> rounds = [];
        for (int round = 0; round <= Rounds; round++)
        {
            long empty = Heap();
            for (int i = 0; i < Count; i++) await OpenBareAsync();
            long perBare = (Heap() - empty) / Count;
            _bare.ForEach(end => end.Dispose());
            _bare.Clear();

            empty = Heap();
            for (int i = 0; i < Count; i++) await OpenDeviceAsync();
            long fresh = ((Heap() - empty) / Count) - perBare;
            foreach ((ModeDevice device, Socket server) in _devices) await WorkAsync(device, server);
            long worked = ((Heap() - empty) / Count) - perBare;
            await CloseDevicesAsync();

            // The first one warms up.
            if (round > 0) rounds.Add((fresh, worked));
        }

        long medianFresh = rounds.Select(round => round.Fresh).Order().ElementAt(Rounds / 2);
        long medianWorked = rounds.Select(round => round.Worked).Order().ElementAt(Rounds / 2);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{medianFresh} bytes of heap per idle device, {medianWorked} once it has published and handled a command " +
            $"(all rounds: {string.Join(", ", rounds)})");
        Assert.InRange(medianFresh, 1000, MaxFresh);
        Assert.InRange(medianWorked, 1000, MaxWorked);
        _listener.Dispose();
    }

    private async Task OpenBareAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port, Cancellation);
        _bare.AddRange(await _listener.AcceptSocketAsync(Cancellation), client);
        _ = client.GetStream().ReadAsync(new byte[1]).AsTask().ContinueWith(read => read.Exception, TaskScheduler.Default);
    }

    private async Task OpenDeviceAsync()
    {
        Task<ModeDevice> connecting = ModeDevice.ConnectAsync(_options with { }, Commands, Cancellation);
        Socket server = await _listener.AcceptSocketAsync(Cancellation);
        Receive(server);
        server.Send([0x20, 2, 0, 0]);
        byte[] subscribe = Receive(server);
        server.Send([0x90, 3, subscribe[2], subscribe[3], 0]);
        _devices.Add((await connecting, server));
    }

    private async Task WorkAsync(ModeDevice device, Socket server)
    {
        ValueTask<SendFate> sending = device.PublishAsync(new Gauge(1), Cancellation);
        byte[] publish = Receive(server);
        int packetId = 4 + publish[3];
        server.Send([0x40, 2, publish[packetId], publish[packetId + 1]]);
        Assert.Equal(SendFate.Delivered, await sending);
        server.Send(_command);
        await _handled.NextAsync();
    }

    private async Task CloseDevicesAsync()
    {
        foreach ((ModeDevice device, Socket server) in _devices)
        {
            ValueTask stopping = device.DisposeAsync();
            byte[] unsubscribe = Receive(server);
            server.Send([0xB0, 2, unsubscribe[2], unsubscribe[3]]);
            Receive(server);
            server.Dispose();
            await stopping;
        }

        _devices.Clear();
    }

    /// <summary>Receives the one packet, of less than 128 bytes, that is on its way.</summary>
    private static byte[] Receive(Socket socket)
    {
        byte[] buffer = new byte[256];
        int length = 0;
        while (length < 2 || length < 2 + buffer[1])
        {
            int read = socket.Receive(buffer, length, buffer.Length - length, SocketFlags.None);
            Assert.NotEqual(0, read);
            length += read;
        }

        return buffer[..length];
    }

    private static long Heap()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
