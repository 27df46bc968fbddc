using System.Buffers;
using System.Buffers.Binary;
using ModeTyped.TestSupport;

namespace ModeTyped.Mqtt.Tests;

public sealed class StressTests
{
    private const int Threads = 64;
    private const int PerThread = 300;
    private static readonly MqttTopic Bulk = new("/devices/1234/bulkData/label");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixty_four_threads_publish_at_once_and_every_message_arrives_once()
    {
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync((1234, "key"));
        var counter = new CountingReceiver(Threads * PerThread);
        MqttLinkOptions options = new()
        {
            Host = "127.0.0.1",
            Port = broker.Port,
            UseTls = false,
            UserName = "cloud",
            Password = "cloud",
        };
        await using IMqttLink cloud = await new MqttLinkFactory().ConnectAsync(options, counter, Cancellation);
        await cloud.SubscribeAsync([Bulk], Cancellation);
        await using IMqttLink device = await new MqttLinkFactory().ConnectAsync(
            options with { UserName = "1234", Password = "key" }, new RecordingReceiver(), Cancellation);

        Task[] senders = [.. Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () => SendAsync(device, thread), Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap())];
        await Task.WhenAll(senders);
        await counter.All.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Empty(counter.Wrong);
    }

    private static async Task SendAsync(IMqttLink device, int thread)
    {
        // Every size from none to far beyond what is copied, so that batches and uncopied payloads take turns.
        var random = new Random(thread);
        for (int number = 0; number < PerThread; number++)
        {
            var payload = new byte[number % 50 == 49 ? random.Next(40_000) + 8 : random.Next(200) + 8];
            payload.AsSpan(4).Fill((byte)thread);
            BinaryPrimitives.WriteInt32LittleEndian(payload, (thread * PerThread) + number);
            await device.PublishAsync(
                Bulk, payload, number % 3 == 0 ? QualityOfService.AtMostOnce : QualityOfService.AtLeastOnce, Cancellation);
        }
    }

    private sealed class CountingReceiver(int expected) : IMqttReceiver
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly bool[] _seen = new bool[expected];
        private int _count;

        public Task All => _all.Task;

        public List<int> Wrong { get; } = [];

        public void OnPublish(ReadOnlySpan<byte> topic, in ReadOnlySequence<byte> payload)
        {
            byte[] bytes = payload.ToArray();
            int number = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            if (_seen[number] || bytes.AsSpan(4).ContainsAnyExcept((byte)(number / PerThread))) Wrong.Add(number);
            _seen[number] = true;
            if (++_count == _seen.Length) _all.SetResult();
        }
    }
}
