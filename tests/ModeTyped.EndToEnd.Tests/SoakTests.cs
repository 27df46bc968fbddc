using System.Globalization;
using System.Text.Json;
using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>Many events over a connection that breaks all the time.</summary>
public sealed class SoakTests
{
    private const int Count = 20_000;
    private const int Breaks = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_event_arrives_in_order_over_a_connection_that_is_cut_200_times()
    {
        await using ModeSimulator mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1] = "key" } }, Cancellation);
        await using var proxy = FaultProxy.Start(mode.Port, seed: 4);
        await using var device = ModeDevice.Start(Options(proxy.Port));

        await PublishAllAsync(device);

        var deliveries = Deliveries.Of(mode.Events.ToList().Select(received => NumberOf(received.EventData)));
        Report(proxy, deliveries);
        Assert.Equal(Enumerable.Range(1, Count), deliveries.First);
        Assert.InRange(proxy.Breaks, Breaks, int.MaxValue);
    }

    [Fact]
    public async Task Every_event_arrives_in_order_at_mosquitto_over_such_a_connection_while_it_is_restarted_five_times()
    {
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync((1, "key"));
        Task subscribed = broker.WaitForLogAsync("Sending SUBACK to recorder");
        await using RunningProgram recorder = RunningProgram.Start(
            Requirement.Program("mosquitto_sub"),
            [
                "-h", "127.0.0.1", "-p", broker.Port.ToString(CultureInfo.InvariantCulture), "-u", "cloud", "-P", "cloud",
                "-t", "/devices/1/event", "-q", "1", "-c", "-i", "recorder",
            ]);
        await subscribed.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        await using var proxy = FaultProxy.Start(broker.Port, seed: 5);
        await using var device = ModeDevice.Start(Options(proxy.Port));

        var progress = new Progress();
        Task publishing = PublishAllAsync(device, progress);
        for (int restart = 1; restart <= 5; restart++)
        {
            await Task.WhenAny(progress.WhenDeliveredAsync(restart * Count / 6), publishing);
            await broker.RestartInOrderAsync();
        }

        await publishing;
        await recorder.WaitForLineAsync($"\"number\":{Count}}}");
        IEnumerable<string> messages = recorder.Output.Split('\n').Where(line => line.StartsWith('{'));
        var deliveries = Deliveries.Of(messages.Select(line =>
        {
            using var envelope = JsonDocument.Parse(line);
            return NumberOf(envelope.RootElement.GetProperty("eventData"));
        }));
        Report(proxy, deliveries);
        Assert.Equal(Enumerable.Range(1, Count), deliveries.First);
    }

    private static ModeDeviceOptions Options(int port) => new ModeDeviceOptions
    {
        DeviceId = 1,
        ApiKey = "key",
        Host = "127.0.0.1",
        Port = port,
        UseTls = false,
        SendsPerMinute = null,
        InFlightWindow = 32,
        KeepAlive = TimeSpan.FromSeconds(1),
        SendTimeout = TimeSpan.FromMinutes(5),
        Outbox = new() { MaxMessages = 1000 },
        Reconnect = new() { FirstDelay = TimeSpan.FromMilliseconds(5), MaxDelay = TimeSpan.FromMilliseconds(20) },
    }.OverTestedLink();

    private static int NumberOf(JsonElement eventData) => eventData.GetProperty("number").GetInt32();

    /// <summary>Offers all events at once: the outbox makes most wait, and takes them in order.</summary>
    private static async Task PublishAllAsync(ModeDevice device, Progress? progress = null)
    {
        var sends = new Task<SendFate>[Count];
        for (int i = 0; i < Count; i++) sends[i] = PublishAsync(i + 1);
        Assert.All(await Task.WhenAll(sends), fate => Assert.Equal(SendFate.Delivered, fate));

        async Task<SendFate> PublishAsync(int number)
        {
            SendFate fate = await device.PublishAsync(new Sample(number), Cancellation);
            progress?.OnDelivered();
            return fate;
        }
    }

    private static void Report(FaultProxy proxy, Deliveries deliveries) =>
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{proxy}; {deliveries}"));

    /// <summary>How many sends are delivered, to act in their midst.</summary>
    private sealed class Progress
    {
        private readonly Lock _gate = new();
        private readonly List<(int Count, TaskCompletionSource Reached)> _awaited = [];
        private int _delivered;

        public void OnDelivered()
        {
            lock (_gate)
            {
                _delivered++;
                foreach ((int count, TaskCompletionSource reached) in _awaited)
                    if (_delivered >= count) reached.TrySetResult();
            }
        }

        public Task WhenDeliveredAsync(int count)
        {
            lock (_gate)
            {
                if (_delivered >= count) return Task.CompletedTask;
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _awaited.Add((count, reached));
                return reached.Task;
            }
        }
    }
}
