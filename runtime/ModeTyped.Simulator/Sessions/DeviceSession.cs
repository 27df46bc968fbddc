using System.Buffers;
using System.IO.Pipelines;
using ModeTyped.Simulator.Protocol;

namespace ModeTyped.Simulator.Sessions;

/// <summary>One MQTT connection, from its first byte to its end.</summary>
internal sealed class DeviceSession : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastWordsTimeout = TimeSpan.FromSeconds(2);

    private readonly Cloud _cloud;
    private readonly PipeReader _input;
    private readonly Action _abort;
    private readonly OutgoingQueue _outgoing;
    private readonly HashSet<string> _subscriptions = new(StringComparer.Ordinal);
    private readonly ITimer _silenceTimer;
    private TimeSpan _allowedSilence = ConnectTimeout;
    private volatile RefusedException? _timedOut;
    private volatile bool _endedBySimulator;
    private bool _connected;
    private DateTimeOffset _connectedAt;

    /// <param name="cloud">What all sessions share.</param>
    /// <param name="transport">The connection's bytes.</param>
    /// <param name="abort">Breaks the connection.</param>
    public DeviceSession(Cloud cloud, IDuplexPipe transport, Action abort)
    {
        _cloud = cloud;
        _input = transport.Input;
        _abort = abort;
        _outgoing = new OutgoingQueue(transport.Output);
        _silenceTimer = cloud.Time.CreateTimer(
            _ => OnSilence(), null, _allowedSilence, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Meaningful once CONNECT was accepted.</summary>
    public ulong DeviceId { get; private set; }

    /// <summary>Handles the connection until it ends; never throws for what the other side does.</summary>
    public async Task RunAsync()
    {
        Task sending = _outgoing.RunAsync();
        SessionEndReason reason;
        try
        {
            reason = await ReadAsync().ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            _cloud.Refuse(refused.Restriction, refused.Message, _connected ? DeviceId : null);
            if (refused.ReturnCode is { } code) _outgoing.Add(ServerPackets.ConnAck(code));
            reason = SessionEndReason.Refused;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            reason = _endedBySimulator ? SessionEndReason.BySimulator : SessionEndReason.ConnectionLost;
        }

        _silenceTimer.Dispose();
        if (_connected)
        {
            _cloud.Sessions.Remove(this);
            _cloud.EndSession(new EndedSession(
                DeviceId, reason, _subscriptions.Count == 0, _connectedAt, _cloud.Time.GetUtcNow()));
        }

        _outgoing.Complete();
        try
        {
            await sending.WaitAsync(LastWordsTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _abort();
            await sending.ConfigureAwait(false);
        }
    }

    /// <summary>Ends the session from the simulator's side.</summary>
    public void End()
    {
        _endedBySimulator = true;
        _input.CancelPendingRead();
    }

    /// <summary>Sends a packet; completes when it is handed to the network, or the session is over.</summary>
    public Task SendAsync(byte[] packet) => _outgoing.SendAsync(packet);

    public bool IsSubscribedTo(string topic)
    {
        lock (_subscriptions) return _subscriptions.Contains(topic);
    }

    public void Dispose() => _silenceTimer.Dispose();

    private async Task<SessionEndReason> ReadAsync()
    {
        while (true)
        {
            ReadResult result = await _input.ReadAsync().ConfigureAwait(false);
            if (_timedOut is { } timedOut) throw timedOut;
            if (result.IsCanceled || _endedBySimulator) return SessionEndReason.BySimulator;

            ReadOnlySequence<byte> buffer = result.Buffer;
            while (Frame.TryRead(ref buffer, _cloud.Options.MaxPacketSize, out Frame frame))
            {
                _silenceTimer.Change(_allowedSilence, Timeout.InfiniteTimeSpan);
                if (frame.Type == PacketType.Disconnect)
                {
                    new PacketReader("DISCONNECT", frame.Body.FirstSpan).ExpectEnd();
                    return SessionEndReason.Disconnect;
                }

                Handle(frame.Type, frame.Flags, frame.Body.IsSingleSegment ? frame.Body.FirstSpan : frame.Body.ToArray());
            }

            _input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) return SessionEndReason.ConnectionLost;
            await _outgoing.WaitForRoomAsync().ConfigureAwait(false);
        }
    }

    private void Handle(PacketType type, byte flags, ReadOnlySpan<byte> body)
    {
        if (!_connected && type != PacketType.Connect)
            throw RefusedException.Malformed($"{type} before CONNECT; CONNECT comes first.");

        switch (type)
        {
            case PacketType.Connect:
                if (_connected) throw RefusedException.Malformed("A second CONNECT on one connection.");
                Connect(ConnectPacket.Read(body));
                break;
            case PacketType.Publish:
                Receive(PublishPacket.Read(flags, body));
                break;
            case PacketType.Subscribe:
                Subscribe(SubscribePacket.Read(body));
                break;
            case PacketType.Unsubscribe:
                Unsubscribe(UnsubscribePacket.Read(body));
                break;
            case PacketType.PingReq:
                new PacketReader("PINGREQ", body).ExpectEnd();
                _outgoing.Add(ServerPackets.PingResp);
                break;
            case PacketType.PubAck:
                throw RefusedException.Malformed("PUBACK, though everything is sent to devices at QoS 0.");
            default:
                throw new RefusedException(
                    Restriction.PublishQualityOfService, $"{type}, which belongs to QoS 2; only QoS 0 and 1 are supported.");
        }
    }

    private void Connect(ConnectPacket packet)
    {
        DeviceId = _cloud.Authenticate(packet);
        _connected = true;
        _connectedAt = _cloud.Time.GetUtcNow();
        _allowedSilence = packet.KeepAliveSeconds == 0
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromSeconds(packet.KeepAliveSeconds * 1.5);
        _silenceTimer.Change(_allowedSilence, Timeout.InfiniteTimeSpan);
        _outgoing.Add(ServerPackets.ConnAck(ConnectReturnCode.Accepted));
        _cloud.Sessions.Add(this);
        _cloud.Logger.Connected(DeviceId);
    }

    private void Receive(PublishPacket packet)
    {
        _cloud.Receive(this, packet);
        if (packet.QualityOfService == QualityOfService.AtLeastOnce)
            _outgoing.Add(ServerPackets.PubAck(packet.PacketId));
    }

    private void Subscribe(SubscribePacket packet)
    {
        List<bool> granted = [];
        foreach ((string topic, byte qos) in packet.Filters)
        {
            RefusedException? refused = TopicRules.CheckSubscribe(DeviceId, topic, qos);
            granted.Add(refused is null);
            if (refused is not null)
            {
                _cloud.Refuse(refused.Restriction, refused.Message, DeviceId);
                continue;
            }

            lock (_subscriptions) _subscriptions.Add(topic);
            _cloud.Logger.Subscribed(DeviceId, topic);
        }

        _outgoing.Add(ServerPackets.SubAck(packet.PacketId, granted));
        _cloud.Sessions.Changed.Set();
    }

    private void Unsubscribe(UnsubscribePacket packet)
    {
        lock (_subscriptions)
        {
            foreach (string topic in packet.Topics) _subscriptions.Remove(topic);
        }

        _outgoing.Add(ServerPackets.UnsubAck(packet.PacketId));
        _cloud.Sessions.Changed.Set();
    }

    private void OnSilence()
    {
        _timedOut = _connected
            ? new RefusedException(
                Restriction.KeepAlive, $"Nothing arrived for {_allowedSilence}, one and a half times the device's keep-alive.")
            : RefusedException.Malformed($"No CONNECT within {ConnectTimeout}.");
        _input.CancelPendingRead();
    }
}
