using Microsoft.Extensions.Logging;

namespace ModeTyped.Device;

/// <summary>
/// Writes what the outbox accepts and finishes to the durable store: one call at a time, in order, everything that came
/// together in one call.
/// </summary>
internal sealed class OutboxJournal(IOutboxStore store, TimeProvider clock, ILogger logger)
{
    private readonly object _gate = new();
    private readonly WakeSignal _changed = new();
    private readonly List<OutboxEntry> _entries = [];
    private List<PendingSend> _appends = [];
    private List<PendingSend> _writing = [];
    private List<long> _removals = [];
    private List<long> _removing = [];
    private bool _ended;

    /// <summary>Opens the store.</summary>
    /// <exception cref="ModeOutboxException">The store cannot be opened or read.</exception>
    public async ValueTask<IReadOnlyList<OutboxEntry>> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.LoadAsync(logger, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw Typed(e);
        }
    }

    public void Append(PendingSend send)
    {
        lock (_gate) _appends.Add(send);
        _changed.Set();
    }

    public void Remove(long id)
    {
        lock (_gate) _removals.Add(id);
        _changed.Set();
    }

    /// <summary>Lets <see cref="RunAsync"/> end once everything is written.</summary>
    public void End()
    {
        lock (_gate) _ended = true;
        _changed.Set();
    }

    /// <summary>Writes until <see cref="End"/>, once the store is open.</summary>
    public async Task RunAsync(Outbox outbox)
    {
        while (true)
        {
            bool ended;
            lock (_gate)
            {
                (_appends, _writing) = (_writing, _appends);
                (_removals, _removing) = (_removing, _removals);
                ended = _ended;
            }

            if (_writing.Count + _removing.Count == 0)
            {
                if (ended) break;
                await _changed.WaitAsync().ConfigureAwait(false);
                continue;
            }

            if (_writing.Count > 0) await AppendAsync(outbox).ConfigureAwait(false);
            if (_removing.Count > 0) await RemoveAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Closes the store, after <see cref="RunAsync"/> or instead of it.</summary>
    public async Task CloseAsync()
    {
        try
        {
            await store.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A store is not ours; the device stops whatever it throws.
        catch (Exception e)
#pragma warning restore CA1031
        {
            DeviceLog.StoreFailed(logger, e);
        }
    }

    private static ModeOutboxException Typed(Exception failure) =>
        failure as ModeOutboxException ?? new ModeOutboxException($"The outbox's store failed. {failure.Message}", failure);

    private async ValueTask AppendAsync(Outbox outbox)
    {
        outbox.Number(_writing);
        foreach (PendingSend send in _writing) _entries.Add(EntryOf(send));
        Exception? failure = null;
        try
        {
            await store.AppendAsync(_entries).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A store is not ours; whatever it throws, these messages were not accepted.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = Typed(e);
            DeviceLog.StoreFailed(logger, failure);
        }

        _entries.Clear();
        outbox.OnStored(_writing, failure);
        _writing.Clear();
    }

    private async ValueTask RemoveAsync()
    {
        try
        {
            await store.RemoveAsync(_removing).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A store is not ours; whatever it throws, the entries stay until the next call.
        catch (Exception e)
#pragma warning restore CA1031
        {
            DeviceLog.StoreFailed(logger, e);
            lock (_gate)
            {
                if (!_ended) _removals.AddRange(_removing);
            }
        }

        _removing.Clear();
    }

    private OutboxEntry EntryOf(PendingSend send) => new(
        send.Sequence, send.Topic.Name, send.Payload, ExpiresAt(send), send.ReplaceKey);

    private DateTimeOffset? ExpiresAt(PendingSend send)
    {
        if (send.StoreOnly && send.Timeout is null) return null;
        return clock.GetUtcNow() + clock.GetElapsedTime(clock.GetTimestamp(), send.Deadline);
    }
}
