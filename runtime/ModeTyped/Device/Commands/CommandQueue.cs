using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>
/// Takes commands off the reading loop and runs their handlers, one at a time, in order. The queue is bounded; what
/// overflows is dropped and counted, so that a slow handler delays nothing but later commands. Costs little until the
/// first one arrives.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Handlers may outlive the stop and still use the token, which holds no resource.")]
internal sealed class CommandQueue : IDeviceFeature
{
    /// <summary>Set within a handler's flow, so that a handler that stops its device is not waited for.</summary>
    private static readonly AsyncLocal<CommandQueue?> Handling = new();

    private readonly object _gate = new();
    private readonly Queue<Message> _queue = new();
    private readonly WakeSignal _changed = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CommandDispatcher _dispatcher;
    private readonly CommandOptions _options;
    private readonly TimeProvider _clock;
    private readonly DeviceTelemetry _telemetry;
    private readonly MqttTopic _topic;
    private Task? _worker;
    private int _bytes;
    private long _dropped;
    private bool _stopped;
    private bool _handling;
    private bool _stoppedByHandler;

    public CommandQueue(CommandDispatcher dispatcher, MqttTopic topic, CommandOptions options, TimeProvider clock, DeviceTelemetry telemetry)
    {
        _dispatcher = dispatcher;
        _options = options;
        _clock = clock;
        _telemetry = telemetry;
        _topic = topic;
        Topics = [topic];
    }

    public IReadOnlyList<MqttTopic> Topics { get; }

    /// <summary>How many commands never ran, or did not end. Final once stopped.</summary>
    public int Unhandled
    {
        get
        {
            lock (_gate) return _queue.Count + (_handling && !_stoppedByHandler ? 1 : 0);
        }
    }

    public bool TryReceive(ReadOnlySpan<byte> topic, in ReadOnlySequence<byte> payload)
    {
        if (!topic.SequenceEqual(_topic.Utf8.Span)) return false;

        long dropped;
        lock (_gate)
        {
            if (!_stopped) _worker ??= Task.Run(RunAsync);
            long droppedBefore = _dropped;
            if (MakeRoom(payload.Length))
            {
                byte[] buffer = ArrayPool<byte>.Shared.Rent((int)payload.Length);
                payload.CopyTo(buffer);
                _queue.Enqueue(new Message(buffer, (int)payload.Length));
                _bytes += (int)payload.Length;
            }
            else
            {
                CountDropped();
            }

            dropped = _dropped > droppedBefore ? _dropped : 0;
        }

        _changed.Set();

        // Once per doubling: a flood of commands must not become a flood of log lines.
        if (dropped > 0 && (dropped & (dropped - 1)) == 0) DeviceLog.CommandsDropped(_telemetry.Logger, dropped);
        return true;
    }

    public void OnReady(IMqttLink link)
    {
    }

    public void OnClosed()
    {
    }

    /// <summary>Notes that the device is being stopped by the flow that calls this.</summary>
    public void OnStopRequested()
    {
        if (Handling.Value == this) _stoppedByHandler = true;
    }

    public async Task StopAsync(CancellationToken giveUp)
    {
        Task worker;
        lock (_gate)
        {
            _stopped = true;
            worker = _worker ?? Task.CompletedTask;
        }

        _changed.Set();
        try
        {
            // A handler may run user code on the cancelling thread, for as long as it likes.
            Task cancelled = _stopping.CancelAsync();
            if (!_stoppedByHandler) await Task.WhenAll(cancelled, worker).WaitAsync(giveUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The handler goes on by itself; nothing waits for it any more.
        }
    }

    private bool MakeRoom(long length)
    {
        if (_stopped || length > _options.MaxBytes) return false;
        while (_queue.Count >= _options.MaxCommands || _bytes + length > _options.MaxBytes)
        {
            if (_options.Overflow == CommandOverflow.DropNewest) return false;
            Message oldest = _queue.Dequeue();
            _bytes -= oldest.Length;
            ArrayPool<byte>.Shared.Return(oldest.Buffer);
            CountDropped();
        }

        return true;
    }

    private void CountDropped()
    {
        _dropped++;
        _telemetry.Dropped();
    }

    /// <summary>Handles one command after another, in one method that lasts, since starting one allocates.</summary>
    private async Task RunAsync()
    {
        Handling.Value = this;
        while (!IsStopped)
        {
            if (!TryTake(out Message message))
            {
                await _changed.WaitAsync().ConfigureAwait(false);
                continue;
            }

            long startedAt = _clock.GetTimestamp();
            Activity? activity = DeviceTelemetry.StartActivity("process", _topic, ActivityKind.Consumer);
            CommandOutcome? outcome;
            string? action = null;
            try
            {
                outcome = Dispatch(message, ref action, out ValueTask completion);
                await completion.ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever a handler throws, it is told to the hook and the next command runs.
            catch (Exception e)
#pragma warning restore CA1031
            {
                outcome = Report(action, e);
                DeviceTelemetry.Fail(activity, e);
            }

            activity?.Dispose();
            _telemetry.Processed(outcome, startedAt);
            lock (_gate) _handling = false;
        }
    }

    private bool IsStopped
    {
        get
        {
            lock (_gate) return _stopped;
        }
    }

    private bool TryTake(out Message message)
    {
        lock (_gate)
        {
            _handling = !_stopped & _queue.TryDequeue(out message);
            if (_handling) _bytes -= message.Length;
            return _handling;
        }
    }

    private CommandOutcome Dispatch(Message message, ref string? action, out ValueTask completion)
    {
        try
        {
            CommandEnvelope envelope = CommandEnvelope.Read(message.Buffer.AsSpan(0, message.Length));
            bool known;
            try
            {
                known = _dispatcher.TryDispatch(envelope.Action, envelope.Parameters, out completion, _stopping.Token);
            }
            catch
            {
                action = Encoding.UTF8.GetString(envelope.Action);
                throw;
            }

            if (known) return CommandOutcome.Handled;

            action = Encoding.UTF8.GetString(envelope.Action);
            completion = DispatchUnknown(action, envelope);
            return CommandOutcome.Unknown;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message.Buffer);
        }
    }

    private ValueTask DispatchUnknown(string action, CommandEnvelope envelope)
    {
        if (_dispatcher.OnUnknownCommand is not { } handler)
        {
            DeviceLog.CommandUnknown(_telemetry.Logger, action);
            return ValueTask.CompletedTask;
        }

        JsonElement parameters = default;
        if (envelope.HasParameters)
        {
            var reader = new Utf8JsonReader(envelope.Parameters);
            parameters = JsonElement.ParseValue(ref reader);
        }

        return handler(new UnknownCommand(action, parameters), _stopping.Token);
    }

    /// <returns>What became of the command; null where the stop cancelled it.</returns>
    private CommandOutcome? Report(string? action, Exception exception)
    {
        if (exception is OperationCanceledException && _stopping.IsCancellationRequested) return null;

        var outcome = CommandOutcome.Failed;
        if (exception is ModePayloadException malformed)
        {
            action ??= malformed.Payload;
            outcome = CommandOutcome.Malformed;
            DeviceLog.CommandMalformed(_telemetry.Logger, malformed.Message);
        }
        else
        {
            DeviceLog.CommandFailed(_telemetry.Logger, exception, action);
        }

        try
        {
            _dispatcher.OnCommandError?.Invoke(new CommandError(action, exception));
        }
#pragma warning disable CA1031 // The hook is the user's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            DeviceLog.CommandHookFailed(_telemetry.Logger, e);
        }

        return outcome;
    }

    private readonly record struct Message(byte[] Buffer, int Length);
}
