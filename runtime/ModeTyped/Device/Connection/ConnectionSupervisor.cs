using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>
/// Owns the connection for the device's life: connects, subscribes, watches, and connects again, until it is stopped or
/// MODE refuses the credentials.
/// </summary>
internal sealed class ConnectionSupervisor
{
    /// <summary>Bounds UNSUBSCRIBE and DISCONNECT together.</summary>
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(4);

    /// <summary>How often a clock that is not set is looked at, and how far it must jump to count as set.</summary>
    private static readonly TimeSpan ClockStep = TimeSpan.FromSeconds(1);

    private readonly ModeDeviceOptions _options;
    private readonly MqttLinkOptions _linkOptions;

    /// <summary>So many messages within a minute may be why a server ends the session: half of what it allows.</summary>
    private readonly int _burst;
    private readonly DeviceFeatures _features;
    private readonly Outbox _outbox;
    private readonly StateHistory _states;
    private readonly DeviceTelemetry _telemetry;
    private readonly ReconnectSchedule _schedule;
    private readonly ReconnectStagger _stagger;
    private readonly TimeProvider _clock;
    private long? _readyAt;
    private long? _deafSince;

    public ConnectionSupervisor(
        ModeDeviceOptions options,
        DeviceFeatures features,
        Outbox outbox,
        StateHistory states,
        DeviceTelemetry telemetry)
    {
        _options = options;
        _linkOptions = options.ToLinkOptions();
        _burst = options.SendsPerMinute is { } limit ? Math.Max(1, limit / 2) : int.MaxValue;
        _features = features;
        _outbox = outbox;
        _states = states;
        _telemetry = telemetry;
        _clock = options.TimeProvider;
        _schedule = new ReconnectSchedule(options.Reconnect, options.Random);
        _stagger = ReconnectStagger.For(_clock);
    }

    /// <summary>Runs until the token is cancelled or the credentials are refused.</summary>
    /// <returns>Whether the connection was ended in order, and what ended the device, if not its user.</returns>
    public async Task<(bool Disconnected, ConnectionFault? Fault)> RunAsync(CancellationToken stop)
    {
        while (true)
        {
            (bool disconnected, ConnectionFault? ended) = await ServeConnectionAsync(stop).ConfigureAwait(false);
            if (stop.IsCancellationRequested || ended is not { } fault) return (disconnected, null);
            if (fault.Reason == DeviceStateReason.CredentialsRefused) return (false, fault);

            TimeSpan wasReady = _readyAt is { } readyAt ? _clock.GetElapsedTime(readyAt) : TimeSpan.Zero;
            NoteDeafness(fault.Reason);
            Tell(new DeviceStateChange(DeviceState.Recovering, fault.Reason, _clock.GetUtcNow(), fault.Exception));
            DeviceLog.Recovering(_telemetry.Logger, _options.DeviceId, fault.Reason, fault.Exception.Message);
            try
            {
                await WaitAsync(fault.Reason, _schedule.Next(fault.Reason, wasReady), stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return (false, null);
            }
        }
    }

    private async Task<(bool Disconnected, ConnectionFault? Fault)> ServeConnectionAsync(CancellationToken stop)
    {
        _readyAt = null;
        IMqttLink? link = null;
        IReadOnlyList<MqttTopic> topics = _features.Topics;
        try
        {
            link = await _options.LinkFactory.ConnectAsync(_linkOptions, _features, stop).ConfigureAwait(false);
            if (await SubscribeAsync(link, topics, stop).ConfigureAwait(false) is { } refused)
                return (false, ConnectionFault.RefusedTopic(refused));

            Task<Exception?> failed = BecomeReady(link);
            using (stop.UnsafeRegister(static outbox => ((Outbox)outbox!).Detach(), _outbox))
                await Task.WhenAny(link.Closed, failed).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            return (false, await FaultOfAsync(link, failed).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (link is not null && await DisconnectAsync(link).ConfigureAwait(false), null);
        }
        catch (MqttLinkException e)
        {
            return (false, ConnectionFault.From(e.Reason, e, _options));
        }
#pragma warning disable CA1031 // The supervisor ends for nothing but what RunAsync says.
        catch (Exception e)
#pragma warning restore CA1031
        {
            DeviceLog.Unexpected(_telemetry.Logger, e, _options.DeviceId);
            return (false, ConnectionFault.From(MqttCloseReason.NetworkError, e, _options));
        }
        finally
        {
            _outbox.Detach();
            _features.OnClosed();
            if (link is not null) await link.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<MqttTopic?> SubscribeAsync(IMqttLink link, IReadOnlyList<MqttTopic> topics, CancellationToken stop)
    {
        if (topics.Count == 0) return null;
        IReadOnlyList<bool> granted = await link.SubscribeAsync(topics, stop).ConfigureAwait(false);
        for (int i = 0; i < topics.Count; i++)
        {
            if (i >= granted.Count || !granted[i]) return topics[i];
        }

        return null;
    }

    private Task<Exception?> BecomeReady(IMqttLink link)
    {
        _readyAt = _clock.GetTimestamp();
        TimeSpan? gap = _deafSince is { } since ? _clock.GetElapsedTime(since) : null;
        Task<Exception?> failed = _outbox.Attach(link);
        _features.OnReady(link);
        Tell(new DeviceStateChange(DeviceState.Ready, DeviceStateReason.Connected, _clock.GetUtcNow(), null, gap));
        if (gap is null) DeviceLog.Ready(_telemetry.Logger, _options.DeviceId);
        else DeviceLog.ReadyAgain(_telemetry.Logger, _options.DeviceId, gap.Value);
        return failed;
    }

    private async Task<ConnectionFault> FaultOfAsync(IMqttLink link, Task<Exception?> failed)
    {
        // A failed call knows more than the bare reason, and comes first where it is why the connection ends.
        Exception? cause = failed.IsCompleted ? await failed.ConfigureAwait(false) : null;
        MqttCloseReason reason =
            cause is MqttLinkException failure ? failure.Reason
            : link.Closed.IsCompleted ? await link.Closed.ConfigureAwait(false)
            : MqttCloseReason.NetworkError;
        int sent = _outbox.SentLastMinute;

        // A server that closes while unread messages come in resets the connection, so a reset may be its end too.
        return reason is MqttCloseReason.ByServer or MqttCloseReason.Reset && sent >= _burst
            ? ConnectionFault.AfterBurst(sent, _options.SendsPerMinute!.Value, cause)
            : ConnectionFault.From(reason, cause, _options);
    }

    /// <summary>
    /// Notes since when commands may have been lost: all that was sent arrives before an end in order, but a connection
    /// that broke may have been deaf before that was noticed.
    /// </summary>
    private void NoteDeafness(DeviceStateReason reason)
    {
        if (_readyAt is not { } readyAt) return;
        long now = _clock.GetTimestamp();
        long unnoticed = reason == DeviceStateReason.ServerClosed
            ? 0
            : (long)(_options.KeepAlive.TotalSeconds * 1.5 * _clock.TimestampFrequency);
        _deafSince = Math.Max(readyAt, now - unnoticed);
    }

    private async Task WaitAsync(DeviceStateReason reason, TimeSpan delay, CancellationToken stop)
    {
        DeviceLog.Waiting(_telemetry.Logger, _options.DeviceId, delay);
        if (reason == DeviceStateReason.ClockNotSet) await WaitForClockAsync(delay, stop).ConfigureAwait(false);
        else await Task.Delay(delay, _clock, stop).ConfigureAwait(false);
        TimeSpan turn = _stagger.Reserve();
        if (turn > TimeSpan.Zero) await Task.Delay(turn, _clock, stop).ConfigureAwait(false);
    }

    /// <summary>Waits, but only until somebody sets the clock: that mends what is wrong, which no waiting does.</summary>
    private async Task WaitForClockAsync(TimeSpan delay, CancellationToken stop)
    {
        DateTimeOffset toldBefore = _clock.GetUtcNow();
        long startedAt = _clock.GetTimestamp();
        TimeSpan passed = TimeSpan.Zero;
        while (passed < delay)
        {
            TimeSpan step = delay - passed < ClockStep ? delay - passed : ClockStep;
            await Task.Delay(step, _clock, stop).ConfigureAwait(false);
            passed = _clock.GetElapsedTime(startedAt);
            if ((_clock.GetUtcNow() - toldBefore - passed).Duration() > ClockStep) return;
        }
    }

    private async Task<bool> DisconnectAsync(IMqttLink link)
    {
        // Those that were needed only after the device was ready included.
        IReadOnlyList<MqttTopic> topics = _features.Topics;
        using var limit = new CancellationTokenSource(EndTimeout, _clock);
        try
        {
            if (topics.Count > 0)
                await link.UnsubscribeAsync(topics, limit.Token).AsTask().WaitAsync(limit.Token).ConfigureAwait(false);
            await link.DisconnectAsync(limit.Token).AsTask().WaitAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is MqttLinkException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Tell(DeviceStateChange change)
    {
        if (_states.Append(change)) _telemetry.StateChanged(change);
    }
}
