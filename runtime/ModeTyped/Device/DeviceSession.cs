using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using ModeTyped.Data;
using ModeTyped.Exchange;

namespace ModeTyped.Device;

/// <summary>
/// A device's life: puts its parts together, starts them, and ends them in order, whoever ends it. Safe from any thread.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Stopping cancels the token, which then holds no resource.")]
internal sealed class DeviceSession
{
    /// <summary>Bounds each step of the end that others may delay: the durable store, and the handlers.</summary>
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(2);

    private readonly ModeDeviceOptions _options;
    private readonly DeviceTelemetry _telemetry;
    private readonly OutboxJournal? _journal;
    private readonly CommandQueue? _commands;
    private readonly DeviceFeatures _features;
    private readonly StateHistory _states;
    private readonly ConnectionSupervisor _supervisor;
    private readonly CancellationTokenSource _stop = new();
    private readonly object _gate = new();
    private Task<StopReport> _life = null!;
    private Task<StopReport>? _stopped;
    private DataSync? _data;
    private BulkExchanges? _exchanges;

    public DeviceSession(ModeDeviceOptions options, CommandDispatcher? commands)
    {
        _options = options;
        TimeProvider clock = options.TimeProvider;
        ILogger logger = options.LoggerFactory.CreateLogger("ModeTyped.ModeDevice");
        _telemetry = new DeviceTelemetry(logger, clock);
        Topics = new DeviceTopics(options.DeviceId);
        _journal = options.Outbox.Store is { } store ? new OutboxJournal(store, clock, logger) : null;
        Outbox = new Outbox(options, _telemetry, _journal);
        _states = new StateHistory(new DeviceStateChange(DeviceState.Starting, DeviceStateReason.Started, clock.GetUtcNow()));
        _features = new DeviceFeatures(logger);
        if (commands is not null)
            _commands = _features.Add(new CommandQueue(commands, Topics.Command, options.Commands, clock, _telemetry));
        _supervisor = new ConnectionSupervisor(options, _features, Outbox, _states, _telemetry);
    }

    public DeviceTopics Topics { get; }

    public Outbox Outbox { get; }

    /// <summary>The Device Data Proxy, subscribed to from its first use on.</summary>
    public DataSync Data
    {
        get
        {
            lock (_gate)
                return _data ??= _features.Add(new DataSync(Outbox, Topics.Data, _options.TimeProvider, _telemetry.Logger));
        }
    }

    public BulkExchanges Exchanges
    {
        get
        {
            lock (_gate)
                return _exchanges ??= _features.Add(new BulkExchanges(Outbox, Topics, _options.TimeProvider, _telemetry.Logger));
        }
    }

    public DeviceStateChange State => _states.Current;

    public void Start()
    {
        DeviceLog.Started(_telemetry.Logger, _options.DeviceId, _options.Host, _options.Port);
        _life = Task.Run(LiveAsync);
    }

    public IAsyncEnumerable<DeviceStateChange> WatchStateAsync(CancellationToken cancellationToken) =>
        _states.WatchAsync(cancellationToken);

    /// <summary>Sends as <see cref="Outbox"/> does, within a trace's span where somebody listens.</summary>
    public ValueTask<SendFate> Send(PendingSend send, CancellationToken cancellationToken) =>
        DeviceTelemetry.IsTraced ? SendTracedAsync(send, cancellationToken) : Outbox.Send(send, cancellationToken);

    public Task<StopReport> StopAsync()
    {
        _commands?.OnStopRequested();
        lock (_gate) return _stopped ??= Task.Run(StopOnceAsync);
    }

    private async ValueTask<SendFate> SendTracedAsync(PendingSend send, CancellationToken cancellationToken)
    {
        using Activity? activity = DeviceTelemetry.StartActivity("publish", send.Topic, ActivityKind.Producer);
        try
        {
            return await Outbox.Send(send, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            DeviceTelemetry.Fail(activity, e);
            throw;
        }
    }

    private async Task<StopReport> StopOnceAsync()
    {
        Outbox.Close(null);

        // A durable outbox keeps what cannot go now, so there is nothing to wait for without a connection.
        if (_journal is null || State.State == DeviceState.Ready)
        {
            try
            {
                await Task.WhenAny(Outbox.WhenEmpty(), _life)
                    .WaitAsync(_options.DrainTimeout, _options.TimeProvider).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // What is left is reported.
            }
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        return await _life.ConfigureAwait(false);
    }

    private async Task<StopReport> LiveAsync()
    {
        Task journal = Task.CompletedTask;
        (bool Disconnected, ConnectionFault? Fault) end;
        try
        {
            if (_journal is not null)
            {
                Restore(await _journal.LoadAsync(_stop.Token).ConfigureAwait(false));
                journal = _journal.RunAsync(Outbox);
            }

            end = await _supervisor.RunAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            end = default;
        }
        catch (ModeOutboxException e)
        {
            end = (false, new ConnectionFault(DeviceStateReason.OutboxFailed, e));
        }

        return await EndAsync(end.Disconnected, end.Fault, journal).ConfigureAwait(false);
    }

    private async Task<StopReport> EndAsync(bool disconnected, ConnectionFault? fault, Task journal)
    {
        Outbox.Close(fault?.Exception);
        if (_journal is not null) await BoundAsync(EndJournalAsync(_journal, journal)).ConfigureAwait(false);
        (int givenUp, int stored) = Outbox.GiveUp();
        if (fault is { } cause)
        {
            Tell(DeviceState.Stopped, cause.Reason, cause.Exception);
            DeviceLog.Failed(_telemetry.Logger, _options.DeviceId, cause.Reason, cause.Exception.Message);
        }

        using (var limit = new CancellationTokenSource(EndTimeout, _options.TimeProvider))
        {
            await _features.StopAsync(limit.Token).ConfigureAwait(false);
        }

        Outbox.Dispose();
        var report = new StopReport(givenUp, stored, _commands?.Unhandled ?? 0, disconnected);
        Tell(DeviceState.Stopped, DeviceStateReason.StoppedByApplication, null);
        DeviceLog.Stopped(_telemetry.Logger, _options.DeviceId, report);
        return report;
    }

    private static async Task EndJournalAsync(OutboxJournal journal, Task running)
    {
        journal.End();
        await running.ConfigureAwait(false);
        await journal.CloseAsync().ConfigureAwait(false);
    }

    private async Task BoundAsync(Task task)
    {
        try
        {
            await task.WaitAsync(EndTimeout, _options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The store hangs; its own durability decides what it kept.
        }
    }

    private void Restore(IReadOnlyList<OutboxEntry> entries)
    {
        if (entries.Count == 0) return;
        int own = Outbox.Restore(entries, Topics);
        DeviceLog.Restored(_telemetry.Logger, own);
        if (own < entries.Count) DeviceLog.ForeignEntries(_telemetry.Logger, entries.Count - own);
    }

    private void Tell(DeviceState state, DeviceStateReason reason, ModeException? exception)
    {
        var change = new DeviceStateChange(state, reason, _options.TimeProvider.GetUtcNow(), exception);
        if (_states.Append(change)) _telemetry.StateChanged(change);
    }
}
