using System.Buffers;
using System.Text;
using System.Threading.Channels;
using ModeTyped.Mqtt;

namespace ModeTyped.Device.Tests;

/// <summary>One connection to the <see cref="FakeServer"/>.</summary>
internal sealed class FakeLink(FakeServer server, IMqttReceiver receiver) : IMqttLink
{
    private readonly object _gate = new();
    private readonly List<string> _packets = [];
    private readonly List<FakePublish> _publishes = [];
    private readonly Channel<FakePublish> _arrivals = Channel.CreateUnbounded<FakePublish>();
    private readonly TaskCompletionSource<MqttCloseReason> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<MqttCloseReason> Closed => _closed.Task;

    /// <summary>The packets received, by name, PUBLISH with its payload.</summary>
    public IReadOnlyList<string> Packets
    {
        get
        {
            lock (_gate) return [.. _packets];
        }
    }

    public IReadOnlyList<FakePublish> Publishes
    {
        get
        {
            lock (_gate) return [.. _publishes];
        }
    }

    public ValueTask<FakePublish> NextPublishAsync() => _arrivals.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public void Close(MqttCloseReason reason)
    {
        FakePublish[] pending;
        lock (_gate)
        {
            pending = [.. _publishes];
            if (_closed.Task.IsCompleted) return;
            _packets.Add($"closed: {reason}");
        }

        foreach (FakePublish publish in pending) publish.Fail(reason);
        _closed.TrySetResult(reason);
    }

    public void Deliver(string topic, string payload) => Deliver(topic, Encoding.UTF8.GetBytes(payload));

    public void Deliver(string topic, byte[] payload) =>
        receiver.OnPublish(Encoding.UTF8.GetBytes(topic), new ReadOnlySequence<byte>(payload));

    public void DeliverCommand(string payload) => Deliver(FakeServer.CommandTopic, payload);

    public ValueTask PublishAsync(
        MqttTopic topic, ReadOnlyMemory<byte> payload, QualityOfService qualityOfService, CancellationToken cancellationToken = default)
    {
        var publish = new FakePublish(topic, payload.ToArray(), qualityOfService, server.Clock.Elapsed);
        lock (_gate)
        {
            if (_closed.Task.IsCompleted) throw new MqttLinkException(_closed.Task.Result, "closed");
            _packets.Add($"PUBLISH {publish.Text}");
            _publishes.Add(publish);
        }

        server.Receive(publish);
        if (server.Acknowledges || qualityOfService == QualityOfService.AtMostOnce) publish.Acknowledge();
        _arrivals.Writer.TryWrite(publish);
        return new ValueTask(publish.Acknowledged);
    }

    public ValueTask<IReadOnlyList<bool>> SubscribeAsync(IReadOnlyList<MqttTopic> topics, CancellationToken cancellationToken = default)
    {
        Note($"SUBSCRIBE {string.Join(' ', topics)}");
        server.OnSubscribe?.Invoke(this);
        IReadOnlyList<bool> granted = [.. topics.Select(topic => !server.RefusedTopics.Contains(topic.Name))];
        return server.SubAck is { } subAck ? new(subAck.ContinueWith(_ => granted, TaskScheduler.Default)) : new(granted);
    }

    public async ValueTask UnsubscribeAsync(IReadOnlyList<MqttTopic> topics, CancellationToken cancellationToken = default)
    {
        Note($"UNSUBSCRIBE {string.Join(' ', topics)}");
        if (server.IsSilentAtTheEnd) await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    public ValueTask DisconnectAsync(CancellationToken cancellationToken = default)
    {
        Note("DISCONNECT");
        Close(MqttCloseReason.ByClient);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Close(MqttCloseReason.ByClient);
        return ValueTask.CompletedTask;
    }

    private void Note(string packet)
    {
        lock (_gate) _packets.Add(packet);
    }
}
