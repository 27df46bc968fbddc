namespace ModeTyped.Mqtt;

/// <summary>
/// Every packet between its sender and its outcome: those to be written, those waiting for room in the in-flight window,
/// and those in flight by packet identifier. One lock guards it all, and at most one thread at a time holds the right
/// to write.
/// </summary>
internal sealed class MqttSendQueue(int window)
{
    private const int MaxPendingAcknowledgements = 4096;
    private const int MaxPooled = 256;

    private readonly object _gate = new();
    private readonly MqttSendList _ready = new();
    private readonly MqttSendList _waiting = new();
    private readonly MqttSendList _inFlight = new();
    private readonly Queue<ushort> _acknowledgements = new();
    private readonly Stack<PublishSend> _pool = new();

    // A power of two of at least the window, so that an identifier's low bits are its place.
    private readonly MqttSend?[] _byPacketId =
        new MqttSend?[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)window)];

    private MqttLinkException? _closed;
    private ushort _lastPacketId;
    private int _identified;
    private bool _pingRequested;
    private bool _isWriting;
    private bool _isDisconnecting;
    private bool _hasDisconnected;
    private long _unexpectedAcknowledgements;

    /// <summary>Acknowledgements of nothing in flight: late, duplicate or unknown; they are ignored.</summary>
    public long UnexpectedAcknowledgements => Interlocked.Read(ref _unexpectedAcknowledgements);

    /// <summary>The timestamp since which the longest unacknowledged packet has been in flight; null where there is none.</summary>
    public long? InFlightSince
    {
        get
        {
            lock (_gate) return _inFlight.First?.WrittenAt;
        }
    }

    /// <summary>Whether DISCONNECT is on its way, so that the server may close.</summary>
    public bool HasDisconnected
    {
        get
        {
            lock (_gate) return _hasDisconnected;
        }
    }

    public PublishSend? TryRentPublish()
    {
        lock (_gate) return _pool.TryPop(out PublishSend? send) ? send : null;
    }

    /// <summary>Takes a publish back whose sender has seen the outcome, unless it is still in flight.</summary>
    public void Recycle(PublishSend send)
    {
        lock (_gate)
        {
            if (send.State != MqttSendState.Completed || _pool.Count == MaxPooled) return;
            send.Reset();
            _pool.Push(send);
        }
    }

    /// <summary>Queues a packet; on a closed connection it fails at once.</summary>
    /// <returns>Whether the caller has become the writer.</returns>
    public bool Add(MqttSend send)
    {
        lock (_gate)
        {
            if (send.Cancelled is { } token)
            {
                Complete(send, new OperationCanceledException(token));
                return false;
            }

            if (_closed is not null || _isDisconnecting)
            {
                Complete(send, _closed?.Copy()
                    ?? new MqttLinkException(MqttCloseReason.ByClient, "The connection is being closed."));
                return false;
            }

            send.State = MqttSendState.Queued;
            _isDisconnecting = send is DisconnectSend;
            if (send.Acknowledgement is null && !_isDisconnecting)
            {
                _ready.Add(send);
            }
            else
            {
                _waiting.Add(send);
                FillWindow();
            }

            return TryBecomeWriter();
        }
    }

    /// <summary>Queues a PUBACK; the caller asks for the write.</summary>
    /// <exception cref="MqttProtocolException">The server keeps sending and takes no acknowledgement.</exception>
    public void AddAcknowledgement(ushort packetId)
    {
        lock (_gate)
        {
            if (_acknowledgements.Count == MaxPendingAcknowledgements)
                throw new MqttProtocolException("The server sends QoS 1 messages faster than it takes their PUBACKs.");
            _acknowledgements.Enqueue(packetId);
        }
    }

    /// <summary>Queues a PINGREQ; the caller asks for the write.</summary>
    public void RequestPing()
    {
        lock (_gate) _pingRequested = true;
    }

    /// <summary>Whether there is something to write and the caller has become the writer.</summary>
    public bool TryStartWriting()
    {
        lock (_gate) return TryBecomeWriter();
    }

    /// <summary>Moves what is to be written next into the batch: acknowledgements and pings first. For the writer only.</summary>
    public void Take(MqttBatch batch)
    {
        lock (_gate)
        {
            if (_pingRequested && batch.TryReserve(2))
            {
                MqttPacketWriter.WritePingReq(batch);
                batch.HasPing = true;
                _pingRequested = false;
            }

            while (_acknowledgements.Count > 0 && batch.TryReserve(4))
                MqttPacketWriter.WritePubAck(batch, _acknowledgements.Dequeue());

            while (_ready.First is { } send && batch.Bulk.IsEmpty && batch.TryReserve(send.Size))
            {
                _ready.Remove(send);
                send.State = MqttSendState.Writing;
                batch.Sends.Add(send);
                batch.Bulk = send.Bulk;
                _hasDisconnected = send is DisconnectSend;
            }
        }
    }

    /// <summary>Settles a batch that the socket has taken. For the writer only.</summary>
    public WriterTurn Finish(MqttBatch batch, long timestamp)
    {
        lock (_gate)
        {
            while (batch.Sends.First is { } send)
            {
                batch.Sends.Remove(send);
                if (send.Acknowledgement is null || send.IsAcknowledged)
                {
                    Release(send);
                    Complete(send);
                }
                else if (_closed is not null)
                {
                    Complete(send, _closed.Copy());
                }
                else
                {
                    send.WrittenAt = timestamp;
                    send.State = MqttSendState.InFlight;
                    _inFlight.Add(send);
                    if (send.Cancelled is { } token) Abandon(send, token);
                }
            }

            if (_closed is not null) return WriterTurn.Closed;
            FillWindow();
            if (HasWork) return WriterTurn.More;
            _isWriting = false;
            return WriterTurn.Idle;
        }
    }

    /// <summary>Fails what a batch still holds on a closed connection. For the writer only.</summary>
    public void Fail(MqttBatch batch)
    {
        lock (_gate)
        {
            while (batch.Sends.First is { } send)
            {
                batch.Sends.Remove(send);
                Complete(send, _closed!.Copy());
            }
        }
    }

    /// <summary>Completes the send that this acknowledges; the caller asks for the write that the freed window may allow.</summary>
    /// <param name="type">PUBACK, SUBACK or UNSUBACK.</param>
    /// <param name="packetId">The packet identifier.</param>
    /// <param name="granted">Takes the SUBACK's return codes.</param>
    /// <exception cref="MqttProtocolException">A SUBACK has not one return code for each topic.</exception>
    public void Acknowledge(MqttPacketType type, ushort packetId, in SubAckPacket granted = default)
    {
        lock (_gate)
        {
            MqttSend? send = _byPacketId[Place(packetId)];
            if (send is null || send.PacketId != packetId || send.Acknowledgement != type || send.IsAcknowledged
                || send.State is not (MqttSendState.Writing or MqttSendState.InFlight or MqttSendState.Abandoned))
            {
                Interlocked.Increment(ref _unexpectedAcknowledgements);
                return;
            }

            (send as SubscribeSend)?.Grant(granted);
            if (send.State == MqttSendState.Writing)
            {
                send.IsAcknowledged = true;
                return;
            }

            bool isAwaited = send.State == MqttSendState.InFlight;
            _inFlight.Remove(send);
            Release(send);
            FillWindow();
            if (isAwaited) Complete(send);
        }
    }

    /// <summary>Gives a send up for its sender: takes it back where it is not being written, else lets it run its course. The caller asks for the write that this may allow.</summary>
    public void Cancel(MqttSend send, CancellationToken token)
    {
        lock (_gate)
        {
            switch (send.State)
            {
                case MqttSendState.New or MqttSendState.Writing:
                    send.Cancelled = token;
                    break;
                case MqttSendState.Queued:
                    send.List!.Remove(send);
                    Release(send);
                    FillWindow();
                    if (send is DisconnectSend) _isDisconnecting = false;
                    Complete(send, new OperationCanceledException(token));
                    break;
                case MqttSendState.InFlight:
                    Abandon(send, token);
                    break;
            }
        }
    }

    /// <summary>Refuses new sends and fails the pending ones, but for those that the writer holds.</summary>
    /// <returns>Whether there was no writer, so that the caller has to wake it to its end.</returns>
    public bool Close(MqttLinkException reason)
    {
        lock (_gate)
        {
            if (_closed is not null) return false;
            _closed = reason;
            FailAll(_ready);
            FailAll(_waiting);
            FailAll(_inFlight);
            Array.Clear(_byPacketId);
            bool hadNoWriter = !_isWriting;
            _isWriting = true;
            return hadNoWriter;
        }
    }

    private bool HasWork =>
        !_hasDisconnected && (_ready.First is not null || _pingRequested || _acknowledgements.Count > 0);

    private static void Complete(MqttSend send, Exception? exception = null)
    {
        send.State = MqttSendState.Completed;
        if (exception is null) send.SetResult();
        else send.SetException(exception);
    }

    private static void Abandon(MqttSend send, CancellationToken token)
    {
        send.State = MqttSendState.Abandoned;
        send.SetException(new OperationCanceledException(token));
    }

    private void FailAll(MqttSendList list)
    {
        while (list.First is { } send)
        {
            list.Remove(send);
            if (send.State != MqttSendState.Abandoned) Complete(send, _closed!.Copy());
        }
    }

    private bool TryBecomeWriter()
    {
        if (_isWriting || !HasWork) return false;
        return _isWriting = true;
    }

    /// <summary>Lets the longest waiting in, each with a packet identifier of its own, while the window has room.</summary>
    private void FillWindow()
    {
        while (_waiting.First is { } send)
        {
            if (send.Acknowledgement is not null)
            {
                if (_identified == window) return;
                Identify(send);
            }

            _waiting.Remove(send);
            _ready.Add(send);
        }
    }

    private void Identify(MqttSend send)
    {
        // Identifiers go round, so that a duplicate acknowledgement meets no newer packet; those in flight are skipped.
        do _lastPacketId++;
        while (_lastPacketId == 0 || _byPacketId[Place(_lastPacketId)] is not null);
        send.PacketId = _lastPacketId;
        _byPacketId[Place(_lastPacketId)] = send;
        _identified++;
    }

    private void Release(MqttSend send)
    {
        if (send.PacketId == 0) return;
        _byPacketId[Place(send.PacketId)] = null;
        _identified--;
    }

    private int Place(ushort packetId) => packetId & (_byPacketId.Length - 1);
}
