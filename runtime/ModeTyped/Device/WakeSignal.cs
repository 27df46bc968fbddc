using System.Threading.Tasks.Sources;

namespace ModeTyped.Device;

/// <summary>Wakes one waiting loop, remembering one call, without allocating.</summary>
/// <param name="inline">Whether the loop goes on within <see cref="Set"/> rather than on the thread pool.</param>
internal sealed class WakeSignal(bool inline = false) : IValueTaskSource
{
    private readonly object _gate = new();
    private ManualResetValueTaskSourceCore<bool> _wait = new() { RunContinuationsAsynchronously = !inline };
    private bool _set;
    private bool _awaited;

    public void Set()
    {
        lock (_gate)
        {
            if (!_awaited)
            {
                _set = true;
                return;
            }

            _awaited = false;
        }

        _wait.SetResult(true);
    }

    /// <summary>Completes at the next <see cref="Set"/>, or at once where one came since the last wait.</summary>
    public ValueTask WaitAsync()
    {
        lock (_gate)
        {
            if (_set)
            {
                _set = false;
                return ValueTask.CompletedTask;
            }

            _wait.Reset();
            _awaited = true;
            return new ValueTask(this, _wait.Version);
        }
    }

    void IValueTaskSource.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);
}
