using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>
/// Hands accepted messages to the link, in order, as the window and the budget allow. Whoever makes a message sendable
/// pumps: at any moment at most one thread does, without the lock while it calls the link.
/// </summary>
internal sealed class SendPump : IThreadPoolWorkItem
{
    /// <summary>How many messages a thread sends for others before the pool goes on with it.</summary>
    private const int Turn = 64;

    private readonly object _gate;
    private readonly Outbox _outbox;
    private readonly SendLanes _lanes;
    private readonly SendBudget _budget;
    private readonly TimeProvider _clock;
    private ITimer? _budgetTimer;
    private IMqttLink? _link;
    private TaskCompletionSource<Exception?>? _failed;
    private int _connection;
    private int _staleCalls;
    private bool _pumping;

    public SendPump(object gate, Outbox outbox, SendLanes lanes, SendBudget budget, TimeProvider clock)
    {
        _gate = gate;
        _outbox = outbox;
        _lanes = lanes;
        _budget = budget;
        _clock = clock;
    }

    /// <summary>Whether there is a link. Under the lock.</summary>
    public bool IsAttached => _link is not null;

    /// <summary>Starts sending over a link.</summary>
    /// <returns>Completes with the cause once a call to the link has failed, or with null at <see cref="Detach"/>.</returns>
    public Task<Exception?> Attach(IMqttLink link)
    {
        Task<Exception?> failed;
        lock (_gate)
        {
            _link = link;
            _connection++;
            _failed = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
            failed = _failed.Task;
        }

        Pump();
        return failed;
    }

    /// <summary>Stops sending; what is not acknowledged goes first over the next link.</summary>
    public void Detach()
    {
        lock (_gate) DetachUnderLock(null);
    }

    public void Pump()
    {
        lock (_gate)
        {
            if (_pumping) return;
            _pumping = true;
        }

        SendWhileAllowed();
    }

    /// <summary>Takes the end of a link's call.</summary>
    public void OnCallCompleted(PendingSend send, Exception? failure)
    {
        lock (_gate)
        {
            _lanes.EndCall(send);
            bool stale = send.Connection != _connection || _link is null;
            if (stale) _staleCalls--;
            if (failure is not null && !stale) DetachUnderLock(failure);

            if (send.State == SendState.Done) _outbox.Recycle(send);
            else if (failure is null) _outbox.Settle(send, Success(send));
            else if (send.QualityOfService == QualityOfService.AtMostOnce)
                _outbox.Settle(send, SendFate.Dropped, SendErrors.LinkLost(failure));
        }

        Pump();
    }

    public void Dispose() => _budgetTimer?.Dispose();

    void IThreadPoolWorkItem.Execute() => SendWhileAllowed();

    private static SendFate Success(PendingSend send) =>
        send.QualityOfService == QualityOfService.AtLeastOnce ? SendFate.Delivered : SendFate.Sent;

    private void SendWhileAllowed()
    {
        for (int sent = 0; sent < Turn; sent++)
        {
            PendingSend? send;
            IMqttLink link;
            lock (_gate)
            {
                send = TakeNext();
                if (send is null)
                {
                    _pumping = false;
                    return;
                }

                link = _link!;
            }

            send.Call(link);
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private PendingSend? TakeNext()
    {
        // A call that a lost connection has not given back may still read its payload, which goes out again first.
        if (_link is null || _staleCalls > 0 || _lanes.Next() is not { } send) return null;
        if (!_budget.TryTake(out TimeSpan wait))
        {
            _budgetTimer ??= _clock.CreateTimer(
                static pump => ((SendPump)pump!).Pump(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _budgetTimer.Change(wait, Timeout.InfiniteTimeSpan);
            return null;
        }

        _lanes.Start(send);
        send.Connection = _connection;
        return send;
    }

    private void DetachUnderLock(Exception? cause)
    {
        if (_link is null) return;
        _link = null;
        _staleCalls = _lanes.Calls;
        _lanes.Requeue();
        _failed!.TrySetResult(cause);
    }
}
