using System.Diagnostics.CodeAnalysis;
using ModeTyped.Device;

namespace ModeTyped.Data;

/// <summary>
/// The changes that one watcher has still to see. Those of one key are merged while they wait, so that a slow watcher
/// costs no more than one change per key.
/// </summary>
internal sealed class DataWatcher<T>
    where T : class
{
    private readonly object _gate = new();
    private readonly Dictionary<string, DataChange<T>> _changes = new(StringComparer.Ordinal);
    private readonly Queue<string> _keys = new();
    private readonly WakeSignal _changed = new();
    private bool _completed;

    public void Add(DataChange<T> change)
    {
        lock (_gate)
        {
            if (_changes.TryGetValue(change.Key, out DataChange<T>? waiting)) change = change with { Old = waiting.Old };
            else _keys.Enqueue(change.Key);
            _changes[change.Key] = change;
        }

        _changed.Set();
    }

    public void Complete()
    {
        lock (_gate) _completed = true;
        _changed.Set();
    }

    /// <summary>The next change, or null once there are no more.</summary>
    public async ValueTask<DataChange<T>?> NextAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(static signal => ((WakeSignal)signal!).Set(), _changed);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(out DataChange<T>? change, out bool completed)) return change;
            if (completed) return null;
            await _changed.WaitAsync().ConfigureAwait(false);
        }
    }

    private bool TryTake([NotNullWhen(true)] out DataChange<T>? change, out bool completed)
    {
        lock (_gate)
        {
            change = null;
            completed = _completed;
            if (!_keys.TryDequeue(out string? key)) return false;
            _changes.Remove(key, out change);
            return change is not null;
        }
    }
}
