using System.Threading.Tasks.Sources;

namespace ModeTyped.Mqtt;

/// <summary>Lets one loop wait, again and again and without allocating, for the one thread at a time that may wake it.</summary>
internal sealed class WriterHandover : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };

    public ValueTask WaitAsync() => new(this, _signal.Version);

    public void Set() => _signal.SetResult(true);

    void IValueTaskSource.GetResult(short token)
    {
        _signal.GetResult(token);
        _signal.Reset();
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _signal.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);
}
