using System.Runtime.CompilerServices;

namespace ModeTyped.Device;

/// <summary>
/// The device's states in order, as a chain in which each step knows the next: a watcher walks it at its own pace and
/// misses nothing, and steps that no watcher needs are garbage. Safe from any thread.
/// </summary>
internal sealed class StateHistory
{
    private readonly object _gate = new();
    private volatile Step _current;

    public StateHistory(DeviceStateChange first) => _current = new Step(first);

    public DeviceStateChange Current => _current.Change;

    /// <summary>Appends a step; false once stopped, after which there are no more.</summary>
    public bool Append(DeviceStateChange change)
    {
        var next = new Step(change);
        Step last;
        lock (_gate)
        {
            last = _current;
            if (last.Change.State == DeviceState.Stopped) return false;
            _current = next;
        }

        last.Next.SetResult(next);
        return true;
    }

    /// <summary>The current step and all later ones, up to the stop.</summary>
    public async IAsyncEnumerable<DeviceStateChange> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Step step = _current;
        while (true)
        {
            yield return step.Change;
            if (step.Change.State == DeviceState.Stopped) yield break;
            step = await step.Next.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed class Step(DeviceStateChange change)
    {
        public DeviceStateChange Change { get; } = change;

        public TaskCompletionSource<Step> Next { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
