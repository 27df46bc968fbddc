using System.Diagnostics.CodeAnalysis;
using ModeTyped.Mqtt;

namespace ModeTyped.Device.Tests;

/// <summary>No task is older than its deadline, whatever the network and the callers do; each has one fate.</summary>
public sealed class SendDeadlineTests : DeviceTest
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>How late the outbox may tell that a message expired.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(10);

    [Theory]
    [SuppressMessage("Reliability", "CA2012", Justification = "Each is awaited once, when it is done; a Task would be done only some time later.")]
    [InlineData(1, OutboxFullMode.Wait)]
    [InlineData(2, OutboxFullMode.Wait)]
    [InlineData(3, OutboxFullMode.Refuse)]
    [InlineData(4, OutboxFullMode.DropOldest)]
    [InlineData(5, OutboxFullMode.DropOldest)]
    [InlineData(6, OutboxFullMode.Wait)]
    public async Task C08_Every_send_has_its_fate_by_its_deadline(int seed, OutboxFullMode fullMode)
    {
        var random = new Random(seed);
        Server.Acknowledges = false;
        Server.Refuse = _ => random.Next(3) == 0 ? MqttCloseReason.NetworkError : null;
        FakeLink? link = null;
        Server.OnSubscribe = opened => Volatile.Write(ref link, opened);
        ModeDevice device = ModeDevice.Start(
            Options with
            {
                SendsPerMinute = seed % 2 == 0 ? 600 : null,
                Outbox = new() { MaxMessages = 20, FullMode = fullMode, HoldQos0WhileOffline = seed % 3 == 0 },
            },
            Commands);
        List<(ValueTask<SendFate> Task, TimeSpan Deadline, int Number)> pending = [];
        var fates = new Dictionary<string, int>();
        int number = 0;

        for (int step = 0; step < 3000; step++)
        {
            if (step < 2800 && random.Next(2) == 0) Send();
            if (Volatile.Read(ref link) is { } open)
            {
                // Acknowledged out of order, or only in part, or the connection ends instead.
                foreach (FakePublish publish in open.Publishes.Where(publish => !publish.Acknowledged.IsCompleted && random.Next(40) == 0))
                    publish.Acknowledge();
                if (random.Next(200) == 0) open.Close(MqttCloseReason.NetworkError);
            }

            Clock.Advance(Step);
            foreach ((ValueTask<SendFate> task, TimeSpan deadline, int which) in pending)
                Assert.True(task.IsCompleted || Clock.Elapsed < deadline + Lateness + Step, $"{which} waits beyond its deadline");
            ILookup<bool, (ValueTask<SendFate> Task, TimeSpan Deadline, int Number)> byCompletion = pending.ToLookup(send => send.Task.IsCompleted);
            pending = [.. byCompletion[false]];
            foreach ((ValueTask<SendFate> task, _, _) in byCompletion[true]) await CountAsync(task);
            if (step % 16 == 0) await Task.Yield();
        }

        await device.StopAsync(Cancellation);
        Assert.All(pending, send => Assert.True(send.Task.IsCompleted, $"{send.Number} outlived its device"));
        foreach ((ValueTask<SendFate> task, _, _) in pending) await CountAsync(task);
        Assert.Equal(number, fates.Values.Sum());
        Assert.True(fates.GetValueOrDefault(nameof(SendFate.Delivered)) > 20, string.Join(", ", fates));
        Assert.True(fates.GetValueOrDefault(nameof(SendFate.Expired)) > 20, string.Join(", ", fates));

        void Send()
        {
            TimeSpan timeout = TimeSpan.FromMilliseconds(random.Next(100, 8000));
            var options = new SendOptions(random.Next(4) == 0 ? QualityOfService.AtMostOnce : null, timeout);
            CancellationToken cancellation = random.Next(10) == 0 ? new CancellationTokenSource(timeout / 2, Clock).Token : default;
            ValueTask<SendFate> send = random.Next(8) == 0
                ? device.PublishAsync(new Level(number), options, cancellation)
                : device.PublishAsync(new Reading(number), options, cancellation);
            pending.Add((send, Clock.Elapsed + timeout, number++));
        }

        async Task CountAsync(ValueTask<SendFate> send)
        {
            string fate;
            try
            {
                fate = (await send).ToString();
            }
            catch (ModeSendException exception)
            {
                fate = exception.Fate.ToString();
            }
            catch (OperationCanceledException)
            {
                fate = "Cancelled";
            }

            fates[fate] = fates.GetValueOrDefault(fate) + 1;
        }
    }
}
