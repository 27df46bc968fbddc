namespace ModeTyped.Device;

/// <summary>
/// The accepted messages, in order, and those handed to the link. Events go first, but one message in five is bulk data
/// where some waits; and bulk data fills at most half of the in-flight window, so that an event always finds room in it.
/// Guarded by the outbox's lock.
/// </summary>
/// <param name="window">The most QoS 1 messages awaiting PUBACK.</param>
internal sealed class SendLanes(int window)
{
    private const int EventsPerBulk = 4;

    /// <summary>QoS 0 messages are taken by the link as fast as the network does; this many may wait for that.</summary>
    private const int MaxUnsent = 256;

    private readonly SendList[] _lanes = [new(), new()];
    private readonly int _bulkWindow = Math.Max(1, window / 2);
    private int _eventsSinceBulk;
    private int _unsent;
    private int _unacknowledged;
    private int _bulkUnacknowledged;

    public SendList this[SendLane lane] => _lanes[(int)lane];

    public SendList InFlight { get; } = new();

    /// <summary>How many calls the link has not completed, those of lost connections included.</summary>
    public int Calls => _unsent + _unacknowledged;

    /// <summary>The message that was accepted first of those not handed to the link; null where there is none.</summary>
    public PendingSend? Oldest
    {
        get
        {
            PendingSend? oldEvent = this[SendLane.Events].First;
            PendingSend? oldBulk = this[SendLane.Bulk].First;
            return oldEvent is null || oldBulk?.Sequence < oldEvent.Sequence ? oldBulk : oldEvent;
        }
    }

    /// <summary>The message to send next, or null where there is none or the window is full.</summary>
    public PendingSend? Next()
    {
        PendingSend? next = Sendable(SendLane.Events);
        PendingSend? bulk = Sendable(SendLane.Bulk);
        return bulk is not null && (next is null || _eventsSinceBulk >= EventsPerBulk) ? bulk : next;
    }

    public void Start(PendingSend send)
    {
        send.List!.Remove(send);
        InFlight.AddLast(send);
        send.State = SendState.InFlight;
        send.IsHeldByLink = true;
        _eventsSinceBulk = send.Lane == SendLane.Bulk ? 0 : _eventsSinceBulk + 1;
        Count(send, 1);
    }

    public void EndCall(PendingSend send)
    {
        send.IsHeldByLink = false;
        Count(send, -1);
    }

    /// <summary>Puts what was never acknowledged back to the front of its lane, in order.</summary>
    public void Requeue()
    {
        for (PendingSend? send = InFlight.Last; send is not null;)
        {
            PendingSend? previous = send.Previous;
            if (send.QualityOfService == QualityOfService.AtLeastOnce)
            {
                InFlight.Remove(send);
                this[send.Lane].AddFirst(send);
                send.State = SendState.Queued;
            }

            send = previous;
        }
    }

    private PendingSend? Sendable(SendLane lane)
    {
        PendingSend? send = this[lane].First;
        if (send is null) return null;
        bool sendable = send.QualityOfService == QualityOfService.AtMostOnce
            ? _unsent < MaxUnsent
            : _unacknowledged < window && (lane != SendLane.Bulk || _bulkUnacknowledged < _bulkWindow);
        return sendable ? send : null;
    }

    private void Count(PendingSend send, int change)
    {
        if (send.QualityOfService == QualityOfService.AtMostOnce)
        {
            _unsent += change;
            return;
        }

        _unacknowledged += change;
        if (send.Lane == SendLane.Bulk) _bulkUnacknowledged += change;
    }
}
