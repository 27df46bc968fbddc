using System.IO.Pipelines;
using Microsoft.Extensions.Logging;
using ModeTyped.TestSupport;

namespace ModeTyped.Simulator.Tests;

/// <summary>Packets that a device under development, or an attacker, may send: mutated ones and noise.</summary>
[Collection(nameof(Alone))]
public sealed class HostilePacketTests : IAsyncLifetime
{
    private const int Count = 1_000_000;
    private const int MaxPacketSize = 4096;
    private const long MostGrowth = 2 * 1024 * 1024;

    private readonly LogRecorder _log = new(LogLevel.Error);
    private ModeSimulator _mode = null!;

    public async ValueTask InitializeAsync() => _mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions
    {
        Devices = { [1234] = "key" },
        MaxPacketSize = MaxPacketSize,
        MaxRecorded = 100,
        LoggerFactory = _log,
    });

    public async ValueTask DisposeAsync()
    {
        await _mode.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task A_million_hostile_packets_leave_no_exception_and_no_memory_behind_and_a_good_device_is_served()
    {
        var packets = new PacketMutator(seed: 2026);
        await SendAsync(packets, Count / 20);
        long before = UsedMemory();
        await SendAsync(packets, Count - (Count / 20));
        long after = UsedMemory();

        Assert.Empty(_log.Entries);
        Assert.Empty(_mode.Cloud.Sessions.All());
        Assert.InRange(after - before, long.MinValue, MostGrowth);
        Assert.InRange(_mode.Refusals.Count, Count / 4, Count);
        Assert.InRange(_mode.Events.Count, Count / 100, Count);
        Assert.Contains(_mode.Refusals.ToList(), refusal => refusal.Restriction == Restriction.MalformedPacket);
        await ServesAGoodDeviceAsync();
    }

    [Fact]
    public async Task Hostile_packets_over_TCP_are_refused_and_a_good_device_is_served_meanwhile()
    {
        var packets = new PacketMutator(seed: 7);
        using RawClient good = await RawClient.ConnectAsync(_mode);
        for (int i = 0; i < 500; i++)
        {
            using (RawClient hostile = i % 2 == 0 ? await RawClient.OpenAsync(_mode.Port) : await RawClient.ConnectAsync(_mode))
            {
                await hostile.SendAsync(packets.Next().ToArray());
            }

            await good.SendAsync(0xC0, 0x00);
            await good.ExpectAsync(0xD0, 0x00);
        }

        Assert.Empty(_log.Entries);
    }

    /// <summary>Each packet comes over a connection of its own, mostly after a good CONNECT, without a network between.</summary>
    private async Task SendAsync(PacketMutator packets, int count)
    {
        byte[] connect = RawClient.Connect();
        byte[] bytes = new byte[connect.Length + MaxPacketSize];
        connect.CopyTo(bytes, 0);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> packet = packets.Next();
            packet.CopyTo(bytes.AsSpan(connect.Length));
            int start = i % 8 == 0 ? connect.Length : 0;
            var transport = new Transport(new MemoryStream(bytes, start, connect.Length - start + packet.Length));
            using var session = new DeviceSession(_mode.Cloud, transport, static () => { });
            await session.RunAsync();
            await transport.Input.CompleteAsync();
        }

        // What a device keeps in its own data proxy is no leak.
        foreach (DataItem item in _mode.Data(1234).Items) _mode.Data(1234).Delete(item.Key);
    }

    private async Task ServesAGoodDeviceAsync()
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Subscribe(1, ("/devices/1234/command", 0)));
        await client.ExpectAsync(0x90, 0x03, 0x00, 0x01, 0x00);
        await client.SendAsync(RawClient.Publish("/devices/1234/event", """{"eventType":"good"}""", flags: 0x02, packetId: 2));
        await client.ExpectAsync(0x40, 0x02, 0x00, 0x02);
        Assert.Equal("good", _mode.Events.ToList()[^1].EventType);
        await _mode.SendCommandAsync(1234, "go", cancellationToken: TestContext.Current.CancellationToken);
        await client.ExpectAsync(RawClient.Publish("/devices/1234/command", """{"action":"go"}"""));
    }

    private static long UsedMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>A connection that has sent all it will, and reads whatever it is sent.</summary>
    private sealed class Transport(Stream input) : IDuplexPipe
    {
        public PipeReader Input { get; } = PipeReader.Create(input);

        public PipeWriter Output { get; } = PipeWriter.Create(Stream.Null);
    }
}
