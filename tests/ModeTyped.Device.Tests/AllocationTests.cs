using System.Runtime.CompilerServices;
using ModeTyped.Mqtt.Tests;

namespace ModeTyped.Device.Tests;

/// <summary>What a message costs in steady state, through the whole device and its generated code.</summary>
[Collection(nameof(WholeProcess))]
public sealed class AllocationTests : RealLinkTest
{
    private const int Rounds = 5000;
    private const int MaxRuns = 20;

    [Theory]
    [InlineData(QualityOfService.AtMostOnce)]
    [InlineData(QualityOfService.AtLeastOnce)]
    public async Task Publishing_an_event_allocates_nothing(QualityOfService qualityOfService)
    {
        using var server = new AcknowledgingServer();
        await using ModeDevice device = await ModeDevice.ConnectAsync(OwnLinkOptions(server.Port), cancellationToken: Cancellation);
        var value = new Gauge(21.5);
        var options = new SendOptions(qualityOfService);

        await MeasureAsync(async () =>
        {
            for (int i = 0; i < Rounds; i++) await device.PublishAsync(value, options, Cancellation);
        });
    }

    [Fact]
    public async Task Sending_bulk_data_allocates_nothing()
    {
        using var server = new AcknowledgingServer();
        await using ModeDevice device = await ModeDevice.ConnectAsync(OwnLinkOptions(server.Port), cancellationToken: Cancellation);
        byte[] data = new byte[1000];

        await MeasureAsync(async () =>
        {
            for (int i = 0; i < Rounds; i++) await device.SendBulkAsync<Vibration>(data, cancellationToken: Cancellation);
        });
    }

    [Fact]
    public async Task A_keep_alive_allocates_nothing()
    {
        using var server = new AcknowledgingServer();
        ModeDeviceOptions options = OwnLinkOptions(server.Port) with { TimeProvider = Clock };
        await using ModeDevice device = await ModeDevice.ConnectAsync(options, cancellationToken: Cancellation);
        var value = new Gauge(21.5);
        long pings = server.Pings;

        int runs = await MeasureAsync(async () =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                // The answer to the event comes after the answer to the ping, which has been seen by then.
                Clock.Advance(options.KeepAlive);
                await device.PublishAsync(value, Cancellation);
            }
        });

        Assert.Equal(runs * Rounds, server.Pings - pings);
    }

    [Fact]
    public async Task Receiving_a_command_allocates_the_command_and_nothing_else()
    {
        using var server = new AcknowledgingServer();
        const int Batch = 20;
        int count = 0;
        double sum = 0;
        var commands = new ModeCommands
        {
            SetTarget = (command, _) =>
            {
                sum += command.Celsius;
                Volatile.Write(ref count, count + 1);
                return ValueTask.CompletedTask;
            },
        };
        await using ModeDevice device = await ModeDevice.ConnectAsync(OwnLinkOptions(server.Port), commands, Cancellation);
        byte[] command = RawMode.Command("""{"action":"setTarget","parameters":{"celsius":21.5}}""");
        long size = SizeOf(() => new SetTarget(21.5));

        int runs = await MeasureAsync(
            () =>
            {
                for (int sent = 0; sent < Rounds; sent += Batch)
                {
                    int before = Volatile.Read(ref count);
                    server.Send(command, Batch);
                    // Spins, since waiting for a signal would allocate.
                    while (Volatile.Read(ref count) < before + Batch) Thread.Sleep(0);
                }

                return Task.CompletedTask;
            },
            Rounds * size);

        Assert.Equal(runs * Rounds * 21.5, sum);
    }

    /// <summary>
    /// Runs something once to warm up, and then to measure it. What the runtime's own threads allocate for a while shows in
    /// some measurements; what each message allocates shows in every one, so the least of them counts.
    /// </summary>
    /// <returns>How often it ran.</returns>
    private static async Task<int> MeasureAsync(Func<Task> run, long expected = 0)
    {
        await run();
        int runs = 1;
        long allocated = long.MaxValue;
        long most = expected + (Rounds / 2);
        while (allocated > most && runs < MaxRuns)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await run();
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
            runs++;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{allocated} bytes for {Rounds} messages, of which {expected} expected");
        Assert.InRange(allocated, expected, most);
        return runs;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SizeOf(Func<object> create)
    {
        create();
        long before = GC.GetAllocatedBytesForCurrentThread();
        object created = create();
        long size = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(created);
        return size;
    }
}
