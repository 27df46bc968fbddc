using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks.Sources;
using ModeTyped.Json;
using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>
/// One message on its way, from its sender's call to its fate: the encoded payload, the sender's wait and the link's
/// call. Pooled; it goes back to the outbox when its fate is known, the sender has taken it and the link is done with
/// the payload. Unless a member says otherwise it is guarded by the outbox's lock.
/// </summary>
internal sealed class PendingSend : IValueTaskSource<SendFate>, IWrittenBuffer
{
    private const int FirstBufferSize = 256;
    private const int KeptBufferSize = 4096;

    private readonly Outbox _outbox;
    private readonly WakeSignal _called = new(inline: true);
    private ManualResetValueTaskSourceCore<SendFate> _wait = new() { RunContinuationsAsynchronously = true };
    private ValueTask _call;
    private CancellationTokenRegistration _cancellation;
    private CancellationToken _cancellationToken;
    private byte[] _buffer = [];

    public PendingSend(Outbox outbox)
    {
        _outbox = outbox;
        _ = CallAsync();
    }

    public MqttTopic Topic { get; set; } = null!;

    public QualityOfService QualityOfService { get; set; }

    public SendLane Lane { get; set; }

    /// <summary>What an event that only its newest value matters of is known by; null for all others.</summary>
    public string? ReplaceKey { get; set; }

    /// <summary>Null where the send never expires.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Whether the sender is content once the outbox has accepted the message.</summary>
    public bool StoreOnly { get; set; }

    /// <summary>Whether the durable store is to leave the message out, as a later run could make nothing of it.</summary>
    public bool InMemoryOnly { get; set; }

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Payload => _buffer.AsMemory(0, Length);

    ReadOnlyMemory<byte> IWrittenBuffer.Written => Payload;

    public SendState State { get; set; }

    public long Sequence { get; set; }

    /// <summary>Whether the durable store has it.</summary>
    public bool IsStored { get; set; }

    /// <summary>When the send was made, and when it expires, in the clock's timestamps.</summary>
    public long StartedAt { get; set; }

    public long Deadline { get; set; } = long.MaxValue;

    /// <summary>Whether the sender still waits to be told.</summary>
    public bool IsAwaited { get; set; }

    /// <summary>Whether the sender has still to take what it was told.</summary>
    public bool IsHeldBySender { get; set; }

    /// <summary>Whether the link still reads the payload.</summary>
    public bool IsHeldByLink { get; set; }

    /// <summary>Whether the durable store is still writing the payload.</summary>
    public bool IsHeldByStore { get; set; }

    /// <summary>The number of the connection that the link's call belongs to; 0 where it was never sent.</summary>
    public int Connection { get; set; }

    public PendingSend? Previous { get; set; }

    public PendingSend? Next { get; set; }

    public SendList? List { get; set; }

    public ValueTask<SendFate> Wait => new(this, _wait.Version);

    public CancellationToken CancellationToken => _cancellationToken;

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsSpan(Length);
    }

    public void Write(ReadOnlySpan<byte> payload)
    {
        payload.CopyTo(GetSpan(payload.Length));
        Length += payload.Length;
    }

    /// <summary>Writes a stream to its end, or somewhat more than a limit of it, where the rest does not matter.</summary>
    public async ValueTask WriteAsync(Stream payload, long limit, CancellationToken cancellationToken)
    {
        if (payload.CanSeek) Reserve((int)Math.Clamp(payload.Length - payload.Position, 0, Math.Min(limit, Array.MaxLength - 1)) + 1);
        while (Length <= limit && await payload.ReadAsync(GetMemory(FirstBufferSize), cancellationToken).ConfigureAwait(false) is var read and > 0)
            Length += read;
    }

    /// <summary>Writes the next part of a stream; fewer bytes than its size only at the end of the stream.</summary>
    public async ValueTask<int> WritePartAsync(Stream payload, int size, CancellationToken cancellationToken)
    {
        int read = await payload.ReadAtLeastAsync(GetMemory(size)[..size], size, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        Length += read;
        return read;
    }

    /// <summary>Called without the lock: a token that is cancelled already calls back at once.</summary>
    public void RegisterCancellation(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled) return;
        _cancellationToken = cancellationToken;
        _cancellation = cancellationToken.UnsafeRegister(
            static state =>
            {
                var send = (PendingSend)state!;
                send._outbox.Cancel(send);
            },
            this);
    }

    /// <summary>
    /// Hands the message to the link. Called without the lock. The link is called here and not by whoever awaits it, which
    /// may still be busy with the last call's end, so that no later message overtakes this one.
    /// </summary>
    [SuppressMessage("Reliability", "CA2012", Justification = "Each call is consumed once, by the method that awaits it.")]
    public void Call(IMqttLink link)
    {
        try
        {
            _call = link.PublishAsync(Topic, Payload, QualityOfService);
        }
#pragma warning disable CA1031 // Whatever the link throws means that the link has failed.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _call = ValueTask.FromException(e);
        }

        _called.Set();
    }

    public void Tell(SendFate fate) => _wait.SetResult(fate);

    public void Tell(Exception exception) => _wait.SetException(exception);

    /// <summary>Makes the send ready for its next message.</summary>
    public void Reset()
    {
        _wait.Reset();
        _cancellationToken = default;
        if (_buffer.Length > KeptBufferSize)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        Length = 0;
        State = SendState.Preparing;
        ReplaceKey = null;
        Timeout = null;
        StoreOnly = false;
        InMemoryOnly = false;
        Deadline = long.MaxValue;
        Sequence = 0;
        IsStored = false;
        Connection = 0;
    }

    SendFate IValueTaskSource<SendFate>.GetResult(short token)
    {
        try
        {
            return _wait.GetResult(token);
        }
        finally
        {
            // Waits for a cancellation that runs just now, which must not hit the next message.
            _cancellation.Dispose();
            _cancellation = default;
            _outbox.ReleaseBySender(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<SendFate>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<SendFate>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    /// <summary>Awaits one call to the link after another, in one method that lasts, since starting one allocates.</summary>
    private async Task CallAsync()
    {
        while (true)
        {
            await _called.WaitAsync().ConfigureAwait(false);
            Exception? failure = null;
            try
            {
                await _call.ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever the link throws means that the link has failed.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = e;
            }

            _outbox.OnCallCompleted(this, failure);
        }
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - Length >= count) return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + count, Math.Max(FirstBufferSize, _buffer.Length * 2)));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
