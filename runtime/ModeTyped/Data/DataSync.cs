using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ModeTyped.Device;
using ModeTyped.Mqtt;

namespace ModeTyped.Data;

/// <summary>
/// Keeps the device's data and the cloud's together: one worker takes what the cloud says and what became of the writes,
/// in order, and sends what may go. Safe from any thread.
/// </summary>
internal sealed class DataSync : IDeviceFeature
{
    /// <summary>How much the cloud may say before it is listened to; beyond it the store is loaded again instead.</summary>
    private const int MaxQueuedBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan ReloadTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Channel<Signal> _signals = Channel.CreateUnbounded<Signal>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FeatureTopics _topics = new();
    private readonly Outbox _outbox;
    private readonly MqttTopic _topic;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly Task _worker;
    private Connection? _connection;
    private int _queuedBytes;

    // The worker's own.
    private bool _overflowed;
    private bool _paused;
    private bool _reloadAsked;

    public DataSync(Outbox outbox, MqttTopic topic, TimeProvider clock, ILogger logger)
    {
        _outbox = outbox;
        _topic = topic;
        _clock = clock;
        _logger = logger;
        Store = new DataStore(exception => Post(new Signal(SignalKind.Rejected) { Rejected = exception }));
        _timer = clock.CreateTimer(
            static sync => ((DataSync)sync!).Post(new Signal(SignalKind.Elapsed)), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _topics.Add(topic);
        _worker = Task.Run(RunAsync);
    }

    /// <summary>Told, off the network and without a lock, of every value that did not fit its type.</summary>
    public event Action<ModeDataException>? Rejected;

    public DataStore Store { get; }

    public IReadOnlyList<MqttTopic> Topics => _topics.Offer();

    public Task WhenReady => _ready.Task;

    /// <summary>Writes a value, or deletes the key where it is null. Visible at once; the task tells the fate.</summary>
    /// <exception cref="ModeSendException">The write is too large, or the device has stopped.</exception>
    public async ValueTask<SendFate> WriteAsync(string key, DataValue? value, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long length = (value?.Utf8Json.Length ?? 0) + (6L * key.Length) + 64;
        if (length > _outbox.MaxBytes) throw SendErrors.TooLarge((int)Math.Min(length, int.MaxValue), _outbox.MaxBytes);

        DataWrite write = Store.Write(key, value) ?? throw SendErrors.Stopped(null);
        Post(new Signal(SignalKind.Written));
        try
        {
            return await write.Fate.WaitAsync(timeout, _clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return SendFate.Stored;
        }
    }

    public bool TryReceive(ReadOnlySpan<byte> topic, in ReadOnlySequence<byte> payload)
    {
        if (!topic.SequenceEqual(_topic.Utf8.Span)) return false;
        int length = (int)payload.Length;
        if (Interlocked.Add(ref _queuedBytes, length) <= MaxQueuedBytes)
        {
            Post(new Signal(SignalKind.Received) { Message = payload.ToArray() });
        }
        else
        {
            Interlocked.Add(ref _queuedBytes, -length);
            DataMetrics.Dropped("overflow");
            Post(new Signal(SignalKind.Overflowed));
        }

        return true;
    }

    public void OnReady(IMqttLink link)
    {
        var connection = new Connection(link);
        lock (_gate)
        {
            _connection = connection;
            Post(new Signal(SignalKind.Opened) { Connection = connection });
        }

        _topics.OnReady(link);
    }

    public void OnClosed()
    {
        Connection? closed;
        lock (_gate)
        {
            closed = _connection;
            _connection = null;
            Post(new Signal(SignalKind.Closed));
        }

        _topics.OnClosed();

        // Withdraws the writes from the outbox, which else would send them over the next connection before its reload.
        closed?.End.Cancel();
    }

    public async Task StopAsync(CancellationToken giveUp)
    {
        int lost = Store.Complete();
        if (lost > 0) DataLog.Lost(_logger, lost);
        OnClosed();
        _ready.TrySetException(new ObjectDisposedException(nameof(ModeDevice)));
        _ = _ready.Task.Exception;
        _signals.Writer.TryComplete();
        await _timer.DisposeAsync().ConfigureAwait(false);
        try
        {
            await _worker.WaitAsync(giveUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A handler of rejected values goes on by itself.
        }
    }

    private void Post(Signal signal) => _signals.Writer.TryWrite(signal);

    private async Task RunAsync()
    {
        Connection? connection = null;
        await foreach (Signal signal in _signals.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                Handle(signal, ref connection);
                if (connection is not null && !_paused) SendAll(connection);
            }
#pragma warning disable CA1031 // The worker outlives whatever a message brings.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                DataLog.Unexpected(_logger, exception);
            }
        }
    }

    private void Handle(in Signal signal, ref Connection? connection)
    {
        switch (signal.Kind)
        {
            case SignalKind.Received:
                Interlocked.Add(ref _queuedBytes, -signal.Message!.Length);
                Receive(signal.Message);
                break;
            case SignalKind.Overflowed:
                if (!_overflowed) DataLog.Overflow(_logger);
                _overflowed = true;
                Store.Update(static replica => replica.Doubt());
                break;
            case SignalKind.Opened:
                connection = signal.Connection;
                break;
            case SignalKind.Closed:
                connection = null;
                Resume();
                Store.Update(static replica => replica.Disconnect());
                break;
            case SignalKind.Acknowledged when signal.Connection == connection:
                DataWrite acknowledged = signal.Write!;
                Store.Update(replica => replica.Acknowledge(acknowledged));
                break;
            case SignalKind.Failed when signal.Connection == connection:
                DataWrite failed = signal.Write!;
                Store.Update(replica => replica.SendAgain(failed));
                Pause(RetryDelay);
                break;
            case SignalKind.Elapsed:
                OnElapsed();
                break;
            case SignalKind.Rejected:
                Report(signal.Rejected!);
                break;
        }
    }

    private void Receive(byte[] utf8Json)
    {
        DataMessage message;
        try
        {
            message = DataMessage.Parse(utf8Json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            DataMetrics.Dropped("malformed");
            DataLog.Malformed(_logger, exception.Message);
            return;
        }

        Store.Update(replica => replica.Apply(message));
        if (message.Action != DataAction.Reload) return;
        _overflowed = false;
        Resume();
        _ready.TrySetResult();
    }

    private void SendAll(Connection connection)
    {
        while (Store.TryTake(out DataWrite? write))
        {
            PendingSend send = _outbox.Rent(_topic, QualityOfService.AtLeastOnce);
            send.InMemoryOnly = true;
            DataMessage.Write(send, write.Entry.Key, write.Value);
            _ = FollowAsync(connection, write, _outbox.Send(send, connection.End.Token));
        }

        if (Store.TryBeginReload()) RequestReload(connection);
    }

    private async Task FollowAsync(Connection connection, DataWrite write, ValueTask<SendFate> send)
    {
        SignalKind outcome = SignalKind.Failed;
        try
        {
            if (await send.ConfigureAwait(false) == SendFate.Delivered) outcome = SignalKind.Acknowledged;
        }
        catch (ModeSendException exception)
        {
            if (!connection.End.IsCancellationRequested) DataLog.WriteFailed(_logger, exception.Message);
        }
        catch (OperationCanceledException)
        {
            // The connection is gone; the replica knows.
        }

        Post(new Signal(outcome) { Connection = connection, Write = write });
    }

    /// <summary>A subscription is answered with the whole store; there is no other way to ask for it.</summary>
    private void RequestReload(Connection connection)
    {
        DataLog.Reloading(_logger);
        _reloadAsked = true;
        Pause(ReloadTimeout);
        _ = SubscribeAsync(connection.Link);
    }

    private async Task SubscribeAsync(IMqttLink link)
    {
        try
        {
            await link.SubscribeAsync([_topic]).ConfigureAwait(false);
        }
        catch (MqttLinkException)
        {
            // The connection is going, and the next one brings a reload.
        }
    }

    private void Pause(TimeSpan time)
    {
        _paused = true;
        _timer.Change(time, Timeout.InfiniteTimeSpan);
    }

    private void Resume()
    {
        _paused = false;
        _reloadAsked = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void OnElapsed()
    {
        bool missing = _reloadAsked;
        Resume();
        if (!missing) return;
        DataLog.ReloadMissing(_logger);
        bool doubt = _overflowed;
        Store.Update(replica =>
        {
            replica.ReloadGivenUp();
            if (doubt) replica.Doubt();
        });
    }

    private void Report(ModeDataException exception)
    {
        DataMetrics.Rejected(exception.Rule);
        DataLog.Rejected(_logger, exception.Message);
        try
        {
            Rejected?.Invoke(exception);
        }
#pragma warning disable CA1031 // The handler is the user's.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            DataLog.HandlerFailed(_logger, failure);
        }
    }

    private enum SignalKind
    {
        Received,
        Overflowed,
        Opened,
        Closed,
        Written,
        Acknowledged,
        Failed,
        Elapsed,
        Rejected,
    }

    private readonly record struct Signal(SignalKind Kind)
    {
        public byte[]? Message { get; init; }

        public Connection? Connection { get; init; }

        public DataWrite? Write { get; init; }

        public ModeDataException? Rejected { get; init; }
    }

    private sealed record Connection(IMqttLink Link)
    {
        public CancellationTokenSource End { get; } = new();
    }
}
