using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>
/// Keeps every message from its sender's call until its fate is known: admits it within the bounds, stores it where
/// there is a durable store, gives it to the <see cref="SendPump"/>, expires it, and tells its sender, once. Safe from
/// any thread.
/// </summary>
internal sealed class Outbox : IDisposable
{
    private const int KeptSends = 256;

    /// <summary>How much later than its deadline a send may be told that it expired.</summary>
    private static readonly TimeSpan ExpiryStep = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private readonly OutboxOptions _options;
    private readonly TimeSpan _defaultTimeout;
    private readonly TimeProvider _clock;
    private readonly DeviceTelemetry _telemetry;
    private readonly SendLanes _lanes;
    private readonly SendBudget _budget;
    private readonly SendPump _pump;
    private readonly OutboxJournal? _journal;
    private readonly SendList _waitingForRoom = new();
    private readonly SendList _storing = new();
    private readonly Dictionary<string, PendingSend> _newest = new(StringComparer.Ordinal);
    private readonly Stack<PendingSend> _free = new();
    private readonly List<PendingSend> _due = [];
    private readonly ITimer _expiryTimer;
    private long _nextExpiry = long.MaxValue;
    private long _sequence;
    private int _count;
    private long _bytes;
    private bool _closed;
    private Exception? _closedBy;
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
        _expiryTimer = _clock.CreateTimer(
            static outbox => ((Outbox)outbox!).ExpireDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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
            SetDeadline(send, send.Timeout ?? _defaultTimeout);
            Admit(send);
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

                    SetDeadline(send, left);
                }

                Count(send, 1);
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
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
            _closedBy = cause;
        }
    }

    /// <summary>Completes once every message has its fate.</summary>
    public Task WhenEmpty()
    {
        lock (_gate)
        {
            if (IsEmpty) return Task.CompletedTask;
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
            foreach (SendList list in (ReadOnlySpan<SendList>)[_waitingForRoom, _storing, _lanes.InFlight, _lanes[SendLane.Events], _lanes[SendLane.Bulk]])
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
                    if (send.State == SendState.WaitingForRoom) Settle(send, SendFate.Refused, SendErrors.Stopped(_closedBy));
                    else Settle(send, SendFate.Dropped, SendErrors.GivenUp(_closedBy));
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
        if (accepted) Count(send, -1);
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

        Recycle(send);
        if (accepted) AdmitWaiting();
        if (IsEmpty) _emptied?.TrySetResult();
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
        _pump.Dispose();
        _expiryTimer.Dispose();
    }

    private bool IsEmpty => _count == 0 && _waitingForRoom.Count == 0;

    private void Admit(PendingSend send)
    {
        if (_closed)
        {
            Settle(send, SendFate.Refused, SendErrors.Stopped(_closedBy));
        }
        else if (send.Length > _options.MaxBytes)
        {
            Settle(send, SendFate.Refused, SendErrors.TooLarge(send.Length, _options.MaxBytes));
        }
        else if (send.Length > MqttPacketWriter.MaxPayloadLength(send.Topic.Utf8.Span))
        {
            Settle(send, SendFate.Refused, SendErrors.TooLargeForMqtt(send.Length));
        }
        else if (send.QualityOfService == QualityOfService.AtMostOnce && !_pump.IsAttached && !_options.HoldQos0WhileOffline)
        {
            Settle(send, SendFate.Refused, SendErrors.Offline());
        }
        else if (_waitingForRoom.Count == 0 && MakeRoom(send))
        {
            Accept(send);
        }
        else if (_options.FullMode == OutboxFullMode.Wait)
        {
            send.State = SendState.WaitingForRoom;
            _waitingForRoom.AddLast(send);
        }
        else
        {
            Settle(send, SendFate.Refused, SendErrors.Full());
        }
    }

    private void AdmitWaiting()
    {
        while (_waitingForRoom.First is { } send && MakeRoom(send))
        {
            _waitingForRoom.Remove(send);
            Accept(send);
        }
    }

    private bool MakeRoom(PendingSend send)
    {
        if (HasRoom(send)) return true;
        if (_options.FullMode != OutboxFullMode.DropOldest) return false;
        while (OldestQueued() is { } oldest)
        {
            Settle(oldest, SendFate.Dropped, SendErrors.DroppedOldest());
            if (HasRoom(send)) return true;
        }

        return false;
    }

    private bool HasRoom(PendingSend send)
    {
        PendingSend? replaced = Predecessor(send);
        return _count - (replaced is null ? 0 : 1) < _options.MaxMessages
            && _bytes - (replaced?.Length ?? 0) + send.Length <= _options.MaxBytes;
    }

    private PendingSend? OldestQueued()
    {
        PendingSend? oldEvent = _lanes[SendLane.Events].First;
        PendingSend? oldBulk = _lanes[SendLane.Bulk].First;
        return oldEvent is null || oldBulk?.Sequence < oldEvent.Sequence ? oldBulk : oldEvent;
    }

    private void Accept(PendingSend send)
    {
        Count(send, 1);
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

    private void Enqueue(PendingSend send)
    {
        send.State = SendState.Queued;
        if (Predecessor(send) is { } predecessor)
        {
            // In its place, not behind all others: else an event that changes often might never be sent.
            predecessor.List!.Replace(predecessor, send);
            Settle(predecessor, SendFate.Replaced);
        }
        else
        {
            _lanes[send.Lane].AddLast(send);
        }

        if (send.ReplaceKey is not null) _newest[send.ReplaceKey] = send;
        if (!send.StoreOnly) return;
        send.IsAwaited = false;
        send.Tell(SendFate.Stored);
        if (send.Timeout is null) send.Deadline = long.MaxValue;
    }

    /// <summary>The event that only its newest value matters of, still unsent, whose place this one takes.</summary>
    private PendingSend? Predecessor(PendingSend send) =>
        send.ReplaceKey is { } key
        && _newest.TryGetValue(key, out PendingSend? newest)
        && newest.State == SendState.Queued
        && newest.Connection == 0
        && newest != send
        && newest.QualityOfService == send.QualityOfService
        && newest.ReplaceKey == key
            ? newest
            : null;

    private void Forget(PendingSend send)
    {
        if (!send.IsStored) return;
        send.IsStored = false;
        _journal!.Remove(send.Sequence);
    }

    private void Count(PendingSend send, int change)
    {
        _count += change;
        _bytes += change * send.Length;
        _telemetry.Kept(change, change * send.Length);
    }

    private void SetDeadline(PendingSend send, TimeSpan timeout)
    {
        double ticks = timeout.TotalSeconds * _clock.TimestampFrequency;
        send.Deadline = send.StartedAt + (long)Math.Clamp(ticks, 0, long.MaxValue / 4);
        if (send.Deadline >= _nextExpiry) return;
        _nextExpiry = send.Deadline;
        ArmExpiry();
    }

    private void ArmExpiry()
    {
        TimeSpan due = _clock.GetElapsedTime(_clock.GetTimestamp(), _nextExpiry);
        TimeSpan longest = TimeSpan.FromDays(1);
        _expiryTimer.Change(due < ExpiryStep ? ExpiryStep : due > longest ? longest : due, Timeout.InfiniteTimeSpan);
    }

    private void ExpireDue()
    {
        lock (_gate)
        {
            long now = _clock.GetTimestamp();
            _nextExpiry = long.MaxValue;
            foreach (SendList list in (ReadOnlySpan<SendList>)[_waitingForRoom, _storing, _lanes.InFlight, _lanes[SendLane.Events], _lanes[SendLane.Bulk]])
            {
                for (PendingSend? send = list.First; send is not null; send = send.Next)
                {
                    if (send.Deadline <= now) _due.Add(send);
                    else _nextExpiry = Math.Min(_nextExpiry, send.Deadline);
                }
            }

            // Apart from the walk: the end of one makes room for others, which may take the place of any in the lists.
            foreach (PendingSend send in _due)
            {
                if (send.List is not null) Expire(send, now);
            }

            _due.Clear();
            if (_nextExpiry != long.MaxValue) ArmExpiry();
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
