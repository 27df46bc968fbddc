using System.Buffers;
using System.Threading.Tasks.Sources;

namespace ModeTyped.Mqtt;

/// <summary>
/// One packet on its way out, awaitable by its sender. All its fields but the completion belong to <see cref="MqttSendQueue"/>
/// and are touched under its lock only.
/// </summary>
internal abstract class MqttSend(MqttWriter writer) : IValueTaskSource
{
    // Whoever completes a send may hold a lock or be the reading loop: never run the awaiting code there.
    private ManualResetValueTaskSourceCore<bool> _completion = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancellation;

    /// <summary>The acknowledgement that completes this send; null where the socket's acceptance does.</summary>
    public abstract MqttPacketType? Acknowledgement { get; }

    /// <summary>The exact size of what <see cref="Write"/> writes.</summary>
    public abstract int Size { get; }

    /// <summary>A payload too large to be worth copying; it goes to the socket right after what <see cref="Write"/> wrote.</summary>
    public virtual ReadOnlyMemory<byte> Bulk => default;

    public MqttSendState State { get; set; }

    /// <summary>Whether the acknowledgement came while the packet was still being written.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>The token by which the sender gave up while the packet could not be taken back.</summary>
    public CancellationToken? Cancelled { get; set; }

    public ushort PacketId { get; set; }

    /// <summary>The timestamp at which the socket had taken the whole packet.</summary>
    public long WrittenAt { get; set; }

    public MqttSend? Previous { get; set; }

    public MqttSend? Next { get; set; }

    public MqttSendList? List { get; set; }

    public abstract void Write(IBufferWriter<byte> output);

    /// <summary>Observes the token; to be called once, before the send is queued.</summary>
    public void CancelOn(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled) return;
        _cancellation = cancellationToken.UnsafeRegister(
            static (state, token) => ((MqttSend)state!).Cancel(token), this);
    }

    public ValueTask AsValueTask() => new(this, _completion.Version);

    public void SetResult() => _completion.SetResult(true);

    public void SetException(Exception exception) => _completion.SetException(exception);

    void IValueTaskSource.GetResult(short token)
    {
        try
        {
            _completion.GetResult(token);
        }
        finally
        {
            // Waits for a cancellation under way, so that none can hit the next use of a pooled send.
            _cancellation.Dispose();
            _cancellation = default;
            OnAwaited();
        }
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

    /// <summary>Makes the send ready for another use.</summary>
    public void Reset()
    {
        _completion.Reset();
        State = MqttSendState.New;
        IsAcknowledged = false;
        Cancelled = null;
        PacketId = 0;
    }

    /// <summary>Called once the sender has seen the outcome.</summary>
    protected virtual void OnAwaited()
    {
    }

    private void Cancel(CancellationToken token) => writer.Cancel(this, token);
}
