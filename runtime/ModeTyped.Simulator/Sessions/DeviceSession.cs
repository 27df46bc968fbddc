using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using ModeTyped.Mqtt;

namespace ModeTyped.Simulator;

/// <summary>One MQTT connection, from its first byte to its end.</summary>
internal sealed class DeviceSession : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastWordsTimeout = TimeSpan.FromSeconds(2);

    private readonly Cloud _cloud;
    private readonly PipeReader _input;
    private readonly Action _reset;
    private readonly OutgoingQueue _outgoing;
    private readonly HashSet<string> _subscriptions = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _interrupted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _silenceTimer;
    private TimeSpan _allowedSilence = ConnectTimeout;
    private volatile RefusedException? _timedOut;
    private volatile bool _halfOpen;
    private bool _connected;
    private DateTimeOffset _connectedAt;

    /// <param name="cloud">What all sessions share.</param>
    /// <param name="transport">The connection's bytes.</param>
    /// <param name="reset">Breaks the connection.</param>
    public DeviceSession(Cloud cloud, IDuplexPipe transport, Action reset)
    {
        _cloud = cloud;
        _input = transport.Input;
        _reset = reset;
        _outgoing = new OutgoingQueue(transport.Output);
        _silenceTimer = cloud.Time.CreateTimer(_ => OnSilence(), null, ConnectTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Meaningful once CONNECT was accepted.</summary>
    public ulong DeviceId { get; private set; }

    /// <summary>Once half-open, always: bytes were lost.</summary>
    private bool IsHalfOpen => _halfOpen || (_halfOpen = _cloud.Faults.HalfOpen);

    /// <summary>Handles the connection until it ends; never throws for what the other side does.</summary>
    public async Task RunAsync()
    {
        _cloud.Sessions.Open(this);
        if (_cloud.Faults.Outage) Break(ConnectionBreak.Reset);
        Task sending = _outgoing.RunAsync();
        SessionEndReason reason = await ReadToEndAsync().ConfigureAwait(false);
        _silenceTimer.Dispose();
        _cloud.Sessions.Close(this);
        if (_connected)
        {
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
            _reset();
            await sending.ConfigureAwait(false);
        }
    }

    /// <summary>Breaks the connection from the simulator's side.</summary>
    public void Break(ConnectionBreak how)
    {
        if (how == ConnectionBreak.HalfOpen)
        {
            _halfOpen = true;
            return;
        }

        _interrupted.TrySetResult();
        if (how == ConnectionBreak.Reset) _reset();
        _input.CancelPendingRead();
    }

    public bool IsSubscribedTo(string topic)
    {
        lock (_subscriptions) return _subscriptions.Contains(topic);
    }

    /// <summary>Sends a packet; completes when it is handed to the network, or the session is over.</summary>
    public Task SendAsync(byte[] packet) => IsHalfOpen ? Task.CompletedTask : _outgoing.SendAsync(packet);

    /// <summary>Sends a packet after those that were sent before it.</summary>
    public void Send(byte[] packet)
    {
        if (!IsHalfOpen) _outgoing.Add(packet);
    }

    public void Dispose() => _silenceTimer.Dispose();

    private async Task<SessionEndReason> ReadToEndAsync()
    {
        try
        {
            return await ReadAsync().ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            _cloud.Refuse(refused.Restriction, refused.Message, _connected ? DeviceId : null);
            if (refused.ReturnCode is { } code) Send(ServerPackets.ConnAck(code));
            return SessionEndReason.Refused;
        }
        catch (MqttProtocolException exception)
        {
            _cloud.Refuse(Restriction.MalformedPacket, exception.Message, _connected ? DeviceId : null);
            return SessionEndReason.Refused;
        }
        catch (Exception exception) when (exception is IOException or WebSocketException or OperationCanceledException)
        {
            return _interrupted.Task.IsCompleted ? SessionEndReason.BySimulator : SessionEndReason.ConnectionLost;
        }
#pragma warning disable CA1031 // Whatever a user's fault function throws, the session is to end as one.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _cloud.Logger.SessionFailed(exception, DeviceId);
            return SessionEndReason.BySimulator;
        }
    }

    private async Task<SessionEndReason> ReadAsync()
    {
        while (true)
        {
            if (_cloud.Faults.ReadDelay is { Ticks: > 0 } delay)
                await Task.WhenAny(Task.Delay(delay, _cloud.Time), _interrupted.Task).ConfigureAwait(false);

            ReadResult result = await _input.ReadAsync().ConfigureAwait(false);
            if (_timedOut is { } timedOut) throw timedOut;
            if (_interrupted.Task.IsCompleted) return SessionEndReason.BySimulator;

            ReadOnlySequence<byte> buffer = result.Buffer;
            if (IsHalfOpen) buffer = buffer.Slice(buffer.End);
            while (MqttPacket.TryRead(ref buffer, _cloud.Options.MaxPacketSize, out MqttPacket packet))
            {
                _silenceTimer.Change(_allowedSilence, Timeout.InfiniteTimeSpan);
                if (Handle(packet) is { } end) return end;
            }

            _input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) return SessionEndReason.ConnectionLost;
            await _outgoing.WaitForRoomAsync(_interrupted.Task).ConfigureAwait(false);
        }
    }

    /// <summary>Handles a packet; returns how the session ends with it, or null where it goes on.</summary>
    private SessionEndReason? Handle(in MqttPacket packet)
    {
        if (!_connected && packet.Type != MqttPacketType.Connect)
            throw new MqttProtocolException($"{packet.Type} before CONNECT; CONNECT comes first.");

        switch (packet.Type)
        {
            case MqttPacketType.Connect:
                if (_connected) throw new MqttProtocolException("A second CONNECT on one connection.");
                return Connect(ConnectPacket.Read(packet)) ? null : SessionEndReason.BySimulator;
            case MqttPacketType.Publish:
                Receive(PublishPacket.Read(packet));
                return null;
            case MqttPacketType.Subscribe:
                Subscribe(SubscribePacket.Read(packet));
                return null;
            case MqttPacketType.Unsubscribe:
                Unsubscribe(UnsubscribePacket.Read(packet));
                return null;
            case MqttPacketType.PingReq:
                EmptyPacket.Read(packet);
                Send(ServerPackets.PingResp);
                return null;
            case MqttPacketType.Disconnect:
                EmptyPacket.Read(packet);
                return SessionEndReason.Disconnect;
            case MqttPacketType.PubRec or MqttPacketType.PubRel or MqttPacketType.PubComp:
                throw new RefusedException(
                    Restriction.PublishQualityOfService,
                    $"{packet.Type}, which belongs to QoS 2; only QoS 0 and 1 are supported.");
            case MqttPacketType.PubAck:
                throw new MqttProtocolException("PUBACK, though everything is sent to devices at QoS 0.");
            default:
                throw new MqttProtocolException($"{packet.Type} from a client; only a server sends it.");
        }
    }

    private bool Connect(in ConnectPacket packet)
    {
        MqttRules.CheckConnect(packet);
        if (_cloud.Faults.ServerUnavailable)
        {
            Send(ServerPackets.ConnAck(ConnectReturnCode.ServerUnavailable));
            return false;
        }

        Device device = _cloud.Devices.Authenticate(packet);
        DeviceId = device.Id;
        _connected = true;
        _connectedAt = _cloud.Time.GetUtcNow();
        device.Change(info => info with { LastConnectTime = _connectedAt });
        _allowedSilence = packet.KeepAlive == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(packet.KeepAlive * 1.5);
        _silenceTimer.Change(_allowedSilence, Timeout.InfiniteTimeSpan);
        Send(ServerPackets.ConnAck(ConnectReturnCode.Accepted));
        _cloud.Sessions.Identify(this);
        _cloud.Logger.Connected(DeviceId);
        _cloud.StartedSessions.Add(new StartedSession(
            DeviceId, Encoding.UTF8.GetString(packet.ClientId), TimeSpan.FromSeconds(packet.KeepAlive), _connectedAt));
        return true;
    }

    private void Receive(in PublishPacket packet)
    {
        string name = Encoding.UTF8.GetString(packet.Topic);
        DeviceTopic topic = MqttRules.CheckPublish(DeviceId, name, packet);
        var message = new ReceivedMessage(
            DeviceId, name, packet.Payload.ToArray(), (QualityOfService)packet.QualityOfService, _cloud.Time.GetUtcNow());

        // Decided before the message is seen in a recording, so that a test which awaited it there may change the faults.
        Acknowledgement acknowledgement = message.QualityOfService == QualityOfService.AtLeastOnce
            ? _cloud.Faults.Acknowledge?.Invoke(message) ?? Acknowledgement.Prompt
            : Acknowledgement.Lost;
        _cloud.Receive(this, topic, message);
        if (acknowledgement.Delay > TimeSpan.Zero) _ = AcknowledgeLateAsync(packet.PacketId, acknowledgement);
        else Acknowledge(packet.PacketId, acknowledgement);
    }

    private void Acknowledge(ushort packetId, Acknowledgement acknowledgement)
    {
        for (int copy = 0; copy < acknowledgement.Copies; copy++) Send(ServerPackets.PubAck(packetId));
    }

    private async Task AcknowledgeLateAsync(ushort packetId, Acknowledgement acknowledgement)
    {
        await Task.Delay(acknowledgement.Delay, _cloud.Time).ConfigureAwait(false);
        Acknowledge(packetId, acknowledgement);
    }

    private void Subscribe(in SubscribePacket packet)
    {
        List<byte> returnCodes = [];
        List<DeviceTopic> granted = [];
        foreach (SubscribePacket.Subscription subscription in packet)
        {
            string filter = Encoding.UTF8.GetString(subscription.Filter);
            try
            {
                DeviceTopic topic = MqttRules.CheckSubscribe(DeviceId, filter, subscription.QualityOfService);
                if (_cloud.Faults.RefuseSubscription?.Invoke(filter) == true)
                {
                    returnCodes.Add(SubAckPacket.Failure);
                    continue;
                }

                returnCodes.Add((byte)QualityOfService.AtMostOnce);
                granted.Add(topic);
                lock (_subscriptions) _subscriptions.Add(filter);
                _cloud.Logger.Subscribed(DeviceId, filter);
            }
            catch (RefusedException refused)
            {
                _cloud.Refuse(refused.Restriction, refused.Message, DeviceId);
                returnCodes.Add(SubAckPacket.Failure);
            }
        }

        byte[] subAck = ServerPackets.SubAck(packet.PacketId, [.. returnCodes]);
        bool subAckFirst = !_cloud.Faults.PublishBeforeSubAck;
        if (subAckFirst) Send(subAck);
        foreach (DeviceTopic topic in granted) _cloud.Greet(this, topic);
        if (!subAckFirst) Send(subAck);
        _cloud.Sessions.Changed.Set();
    }

    private void Unsubscribe(in UnsubscribePacket packet)
    {
        lock (_subscriptions)
        {
            foreach (ReadOnlySequence<byte> filter in packet) _subscriptions.Remove(Encoding.UTF8.GetString(filter));
        }

        Send(ServerPackets.UnsubAck(packet.PacketId));
        _cloud.Sessions.Changed.Set();
    }

    private void OnSilence()
    {
        if (IsHalfOpen) return;

        _timedOut = new RefusedException(
            Restriction.KeepAlive,
            _connected
                ? $"Nothing arrived for {_allowedSilence}, one and a half times the device's own keep-alive."
                : $"No CONNECT within {ConnectTimeout}.");
        _interrupted.TrySetResult();
        _input.CancelPendingRead();
    }
}
