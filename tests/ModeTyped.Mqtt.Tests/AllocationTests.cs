using ModeTyped.TestSupport;

namespace ModeTyped.Mqtt.Tests;

/// <summary>Measures the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int Rounds = 20_000;
    private static readonly MqttTopic Event = new("/devices/1234/event");
    private static readonly byte[] Payload = new byte[100];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(QualityOfService.AtMostOnce)]
    [InlineData(QualityOfService.AtLeastOnce)]
    public async Task A_publish_allocates_nothing(QualityOfService qualityOfService)
    {
        using var server = new AcknowledgingServer();
        await using IMqttLink link = await new MqttLinkFactory()
            .ConnectAsync(server.Options, new RecordingReceiver(), Cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await PublishAsync(link, qualityOfService, Rounds, stop.Token);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        await PublishAsync(link, qualityOfService, Rounds, stop.Token);
        AssertNothing(before);
    }

    [Fact]
    public async Task Concurrent_acknowledged_publishes_allocate_nothing()
    {
        using var server = new AcknowledgingServer();
        await using IMqttLink link = await new MqttLinkFactory()
            .ConnectAsync(server.Options, new RecordingReceiver(), Cancellation);

        async Task RoundAsync()
        {
            await Task.WhenAll(Enumerable.Range(0, 64).Select(_ =>
                PublishAsync(link, QualityOfService.AtLeastOnce, Rounds / 64, Cancellation)));
        }

        await RoundAsync();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await RoundAsync();
        AssertNothing(before, forTheTasks: 64 * 1024);
    }

    [Fact]
    public async Task A_keep_alive_allocates_nothing()
    {
        var time = new VirtualTimeProvider();
        using var server = new AcknowledgingServer();
        MqttLinkOptions options = server.Options with { TimeProvider = time };
        await using IMqttLink link = await new MqttLinkFactory().ConnectAsync(options, new RecordingReceiver(), Cancellation);

        async Task PingAsync(int count)
        {
            for (int i = 0; i < count; i++)
            {
                // The answer to the publish comes after the answer to the ping, which has been seen by then.
                time.Advance(options.KeepAlive);
                await link.PublishAsync(Event, Payload, QualityOfService.AtLeastOnce, Cancellation);
            }
        }

        await PingAsync(Rounds);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await PingAsync(Rounds);
        AssertNothing(before);
        Assert.Equal(2 * Rounds, server.Pings);
    }

    private static async Task PublishAsync(
        IMqttLink link, QualityOfService qualityOfService, int count, CancellationToken cancellationToken)
    {
        for (int i = 0; i < count; i++) await link.PublishAsync(Event, Payload, qualityOfService, cancellationToken);
    }

    private static void AssertNothing(long before, long forTheTasks = 0)
    {
        // A few hundred bytes may come from the runtime's own threads; one byte per message would be twenty thousand.
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before - forTheTasks;
        Assert.True(allocated < Rounds / 4, $"{allocated} bytes were allocated by {Rounds} messages");
    }
}
