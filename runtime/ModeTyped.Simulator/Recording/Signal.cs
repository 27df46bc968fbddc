namespace ModeTyped.Simulator;

/// <summary>Wakes all who wait for the next change. Thread safe.</summary>
internal sealed class Signal
{
    private TaskCompletionSource? _next;

    /// <summary>Completes at the next <see cref="Set"/>. Take it before looking at what may change.</summary>
    public Task Next
    {
        get
        {
            TaskCompletionSource? current = Volatile.Read(ref _next);
            if (current is not null) return current.Task;

            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref _next, fresh, null) ?? fresh).Task;
        }
    }

    public void Set() => Interlocked.Exchange(ref _next, null)?.SetResult();
}
