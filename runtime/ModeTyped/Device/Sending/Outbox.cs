using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>
/// Keeps every message from its sender's call until its fate is known: lets it in by the <see cref="OutboxEntrance"/>,
/// stores it where there is a durable store, gives it to the <see cref="SendPump"/>, expires it, and tells its sender,
/// once. Safe from any thread.
/// </summary>
internal sealed class Outbox : IDisposable
{
    private const int KeptSends = 256;

    private readonly object _gate = new();
    private readonly OutboxOptions _options;
    private readonly TimeSpan _defaultTimeout;
    private readonly TimeProvider _clock;
    private readonly DeviceTelemetry _telemetry;
    private readonly SendLanes _lanes;
    private readonly SendBudget _budget;
    private readonly SendPump _pump;
    private readonly OutboxJournal? _journal;
    private readonly SendList _storing = new();

    /// <summary>Every list that a message without a fate stands in, in the order of their turn.</summary>
    private readonly SendList[] _lists;

    private readonly OutboxEntrance _entrance;
    private readonly LatestSends _latest = new();
    private readonly SendExpiry _expiry;
    private readonly List<PendingSend> _due = [];
    private readonly Stack<PendingSend> _free = new();
    private long _sequence;
    private TaskCompletionSource? _emptied;

    public Outbox(ModeDeviceOptions options, DeviceTelemetry telemetry, OutboxJournal? journal)
    {
        _options = options.Outbox;
        _defaultTimeout = options.SendTimeout;
        _clock = options.TimeProvider;
        _telemetry = telemetry;
        _journal = journal;
        _lanes = new SendLanes(options.InFlightWindow);
        _budget = new SendBudget(options.SendsPerMinute, _clock);
        _pump = new SendPump(_gate, this, _lanes, _budget, _clock);
        _entrance = new OutboxEntrance(this, _options, _lanes, _latest, telemetry);
        _lists = [_entrance.Waiting, _storing, _lanes.InFlight, _lanes[SendLane.Events], _lanes[SendLane.Bulk]];
        _expiry = new SendExpiry(_clock, ExpireDue);
    }

    /// <summary>The most payload bytes of one message, since it must fit the outbox.</summary>
    public long MaxBytes => _options.MaxBytes;

    /// <summary>How many messages were sent in the last minute.</summary>
    public int SentLastMinute
    {
        get
        {
            lock (_gate) return _budget.LastMinute;
        }
    }

    /// <summary>Starts a message; its payload is written to it, then it is passed to <see cref="Send"/> or <see cref="Return"/>.</summary>
    public PendingSend Rent(MqttTopic topic, QualityOfService qualityOfService, SendLane lane = SendLane.Events)
    {
        PendingSend? send;
        lock (_gate)
        {
            if (!_free.TryPop(out send)) send = new PendingSend(this);
        }

        send.Topic = topic;
        send.QualityOfService = qualityOfService;
        send.Lane = lane;
        return send;
    }

    /// <summary>Takes back a message that could not be written.</summary>
    public void Return(PendingSend send)
    {
        lock (_gate) Recycle(send);
    }

    /// <summary>Takes a message and answers with its fate.</summary>
    public ValueTask<SendFate> Send(PendingSend send, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            send.IsAwaited = true;
            send.IsHeldBySender = true;
            send.StartedAt = _clock.GetTimestamp();
            _expiry.SetDeadline(send, send.Timeout ?? _defaultTimeout);
            _entrance.Admit(send, _pump.IsAttached);
        }

        send.RegisterCancellation(cancellationToken);
        _pump.Pump();
        return send.Wait;
    }

    /// <summary>Takes the messages that the durable store kept, before all others.</summary>
    /// <returns>How many were this device's.</returns>
    public int Restore(IReadOnlyList<OutboxEntry> entries, DeviceTopics topics)
    {
        int own = 0;
        lock (_gate)
        {
            foreach (OutboxEntry entry in entries)
            {
                _sequence = Math.Max(_sequence, entry.Id);
                if (topics.Stored(entry.Topic) is not { } topic) continue;
                own++;
                PendingSend send = Rent(topic, QualityOfService.AtLeastOnce, topics.LaneOf(entry.Topic));
                send.Write(entry.Payload.Span);
                send.ReplaceKey = entry.ReplaceKey;
                send.Sequence = entry.Id;
                send.IsStored = true;
                send.StartedAt = _clock.GetTimestamp();
                if (entry.ExpiresAt is { } expiresAt)
                {
                    TimeSpan left = expiresAt - _clock.GetUtcNow();
                    if (left <= TimeSpan.Zero)
                    {
                        Settle(send, SendFate.Expired, SendErrors.ExpiredAtRest());
                        continue;
                    }

                    _expiry.SetDeadline(send, left);
                }

                _entrance.Readmit(send);
                Enqueue(send);
            }
        }

        _pump.Pump();
        return own;
    }

    /// <summary>Numbers messages in the order in which the store will keep them.</summary>
    public void Number(List<PendingSend> sends)
    {
        lock (_gate)
        {
            foreach (PendingSend send in sends) send.Sequence = ++_sequence;
        }
    }

    /// <summary>Takes the end of an append to the durable store.</summary>
    public void OnStored(List<PendingSend> sends, Exception? failure)
    {
        lock (_gate)
        {
            foreach (PendingSend send in sends)
            {
                send.IsHeldByStore = false;
                send.IsStored = failure is null;
                if (send.State == SendState.Done)
                {
                    Forget(send);
                    Recycle(send);
                }
                else if (failure is not null)
                {
                    Settle(send, SendFate.Refused, SendErrors.NotStored(failure));
                }
                else
                {
                    _storing.Remove(send);
                    Enqueue(send);
                }
            }
        }

        _pump.Pump();
    }

    public Task<Exception?> Attach(IMqttLink link) => _pump.Attach(link);

    public void Detach() => _pump.Detach();

    public void OnCallCompleted(PendingSend send, Exception? failure) => _pump.OnCallCompleted(send, failure);

    /// <summary>Refuses all further messages.</summary>
    public void Close(Exception? cause)
    {
        lock (_gate) _entrance.Close(cause);
    }

    /// <summary>Completes once every message has its fate.</summary>
    public Task WhenEmpty()
    {
        lock (_gate)
        {
            if (_entrance.IsEmpty) return Task.CompletedTask;
            _emptied ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _emptied.Task;
        }
    }

    /// <summary>Gives every message up that has no fate yet, save those in the durable store, which keeps them.</summary>
    /// <returns>How many were given up, and how many the store keeps.</returns>
    public (int GivenUp, int Stored) GiveUp()
    {
        (int givenUp, int stored) = (0, 0);
        lock (_gate)
        {
            foreach (SendList list in _lists)
            {
                while (list.First is { } send)
                {
                    if (send.IsStored)
                    {
                        stored++;
                        Settle(send, SendFate.Stored);
                        continue;
                    }

                    givenUp++;
                    if (send.State == SendState.WaitingForRoom) Settle(send, SendFate.Refused, SendErrors.Stopped(_entrance.ClosedBy));
                    else Settle(send, SendFate.Dropped, SendErrors.GivenUp(_entrance.ClosedBy));
                }
            }
        }

        return (givenUp, stored);
    }

    public void Cancel(PendingSend send)
    {
        lock (_gate)
        {
            if (send.IsAwaited && send.State != SendState.Done)
                Settle(send, SendFate.Dropped, new OperationCanceledException(send.CancellationToken));
        }

        _pump.Pump();
    }

    public void ReleaseBySender(PendingSend send)
    {
        lock (_gate)
        {
            send.IsHeldBySender = false;
            if (send.State == SendState.Done) Recycle(send);
        }
    }

    /// <summary>Ends a message: this is the one place where a fate is told. Under the lock.</summary>
    public void Settle(PendingSend send, SendFate fate, Exception? failure = null)
    {
        bool accepted = send.State is SendState.Storing or SendState.Queued or SendState.InFlight;
        send.List?.Remove(send);
        send.State = SendState.Done;
        if (fate != SendFate.Stored) Forget(send);
        _telemetry.Settled(send, fate);

        if (send.IsAwaited)
        {
            send.IsAwaited = false;
            if (failure is null) send.Tell(fate);
            else send.Tell(failure);
        }
        else if (failure is not null)
        {
            DeviceLog.SendLost(_telemetry.Logger, send.Topic.Name, fate, failure.Message);
        }

        if (accepted) _entrance.Leave(send);
        Recycle(send);
        if (_entrance.IsEmpty) _emptied?.TrySetResult();
    }

    /// <summary>Takes a message that found room: into the durable store first, where there is one. Under the lock.</summary>
    public void Accept(PendingSend send)
    {
        if (_journal is not null && send.QualityOfService == QualityOfService.AtLeastOnce && !send.InMemoryOnly)
        {
            send.State = SendState.Storing;
            send.IsHeldByStore = true;
            _storing.AddLast(send);
            _journal.Append(send);
            return;
        }

        send.Sequence = ++_sequence;
        Enqueue(send);
    }

    /// <summary>Makes a message fit for the next one where nobody uses it any more. Under the lock.</summary>
    public void Recycle(PendingSend send)
    {
        if (send.IsHeldBySender || send.IsHeldByLink || send.IsHeldByStore) return;
        send.Reset();
        if (_free.Count < KeptSends) _free.Push(send);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _pump.Dispose();
            _expiry.Dispose();
        }
    }

    private void Enqueue(PendingSend send)
    {
        send.State = SendState.Queued;
        if (_latest.Predecessor(send) is { } predecessor)
        {
            // In its place, not behind all others: else an event that changes often might never be sent.
            predecessor.List!.Replace(predecessor, send);
            Settle(predecessor, SendFate.Replaced);
        }
        else
        {
            _lanes[send.Lane].AddLast(send);
        }

        _latest.Add(send);
        if (!send.StoreOnly) return;
        send.IsAwaited = false;
        send.Tell(SendFate.Stored);
        if (send.Timeout is null) send.Deadline = long.MaxValue;
    }

    private void Forget(PendingSend send)
    {
        if (!send.IsStored) return;
        send.IsStored = false;
        _journal!.Remove(send.Sequence);
    }

    private void ExpireDue()
    {
        lock (_gate)
        {
            long now = _clock.GetTimestamp();
            _expiry.FindDue(_lists, _due, now);

            // Apart from the walk: the end of one makes room for others, which may take the place of any in the lists.
            foreach (PendingSend send in _due)
            {
                if (send.List is not null) Expire(send, now);
            }

            _due.Clear();
        }

        _pump.Pump();
    }

    private void Expire(PendingSend send, long now)
    {
        TimeSpan after = _clock.GetElapsedTime(send.StartedAt, now);
        Settle(send, SendFate.Expired, send.State == SendState.WaitingForRoom
            ? SendErrors.NotAccepted(after)
            : SendErrors.Expired(after, sent: send.Connection != 0));
    }
}
