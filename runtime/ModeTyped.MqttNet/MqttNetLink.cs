using System.Buffers;
using System.Text;
using System.Threading.Channels;
using ModeTyped.Mqtt;
using MQTTnet.Exceptions;
using MQTTnet.LowLevelClient;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MqttPacket = MQTTnet.Packets.MqttPacket;

namespace ModeTyped.MqttNet;

/// <summary>
/// The MQTT connection over MQTTnet's low-level client, which neither reorders nor repeats packets and keeps none back at
/// the end. The in-flight window is the session's, which never has more packets unacknowledged at a time.
/// </summary>
internal sealed class MqttNetLink : IMqttLink, IMqttWatched
{
    private readonly object _gate = new();
    private readonly ILowLevelMqttClient _client;
    private readonly MqttNetStream? _stream;
    private readonly IMqttReceiver _receiver;
    private readonly TimeProvider _time;
    private readonly MqttWatchdog _watchdog;
    private readonly Channel<MqttNetSend> _outgoing =
        Channel.CreateUnbounded<MqttNetSend>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Dictionary<ushort, MqttNetSend> _unacknowledged = [];
    private readonly TaskCompletionSource<MqttCloseReason> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ushort _lastPacketId;
    private bool _isDisconnecting;
    private bool _hasDisconnected;
    private MqttLinkException? _closing;

    private MqttNetLink(ILowLevelMqttClient client, MqttNetStream? stream, MqttLinkOptions options, IMqttReceiver receiver)
    {
        _client = client;
        _stream = stream;
        _receiver = receiver;
        _time = options.TimeProvider;
        _watchdog = new MqttWatchdog(this, options);
        if (stream is null) return;
        stream.Received = _watchdog.OnReceived;
        stream.Progressed = _watchdog.OnProgress;
    }

    public Task<MqttCloseReason> Closed => _closed.Task;

    /// <summary>Starts a link on a connection whose CONNECT was accepted.</summary>
    /// <param name="client">The connection, owned by the link from now on.</param>
    /// <param name="stream">What the client runs over; null where it opened a transport of its own.</param>
    /// <param name="options">The options it was opened with.</param>
    /// <param name="receiver">Takes the received messages.</param>
    public static MqttNetLink Start(
        ILowLevelMqttClient client, MqttNetStream? stream, MqttLinkOptions options, IMqttReceiver receiver)
    {
        var link = new MqttNetLink(client, stream, options, receiver);
        _ = link.RunAsync();
        link._watchdog.Check();
        return link;
    }

    public async ValueTask PublishAsync(
        MqttTopic topic,
        ReadOnlyMemory<byte> payload,
        QualityOfService qualityOfService,
        CancellationToken cancellationToken = default)
    {
        // Whoever gives the wait up may reuse the payload while it is still being written.
        if (cancellationToken.CanBeCanceled) payload = payload.ToArray();
        var packet = new MqttPublishPacket
        {
            Topic = topic.Name,
            Payload = new ReadOnlySequence<byte>(payload),
            QualityOfServiceLevel = (MqttQualityOfServiceLevel)qualityOfService,
        };
        Type? acknowledgement = qualityOfService == QualityOfService.AtLeastOnce ? typeof(MqttPubAckPacket) : null;
        await SendAsync(packet, acknowledgement, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<bool>> SubscribeAsync(
        IReadOnlyList<MqttTopic> topics, CancellationToken cancellationToken = default)
    {
        var packet = new MqttSubscribePacket { TopicFilters = [.. topics.Select(topic => new MqttTopicFilter { Topic = topic.Name })] };
        var answer = (MqttSubAckPacket)(await SendAsync(packet, typeof(MqttSubAckPacket), cancellationToken).ConfigureAwait(false))!;
        return [.. answer.ReasonCodes.Select(code => code <= MqttSubscribeReasonCode.GrantedQoS2)];
    }

    public async ValueTask UnsubscribeAsync(IReadOnlyList<MqttTopic> topics, CancellationToken cancellationToken = default)
    {
        var packet = new MqttUnsubscribePacket { TopicFilters = [.. topics.Select(topic => topic.Name)] };
        await SendAsync(packet, typeof(MqttUnsubAckPacket), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisconnectAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await SendAsync(new MqttDisconnectPacket(), null, cancellationToken).ConfigureAwait(false);
            if (_stream is not null) await _stream.EndAsync(Closed, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The server closed first, or TLS or WebSocket could not end in order: ended the connection is.
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Close(MqttCloseReason.ByClient, "The connection was closed by this device.");
        await Closed.ConfigureAwait(false);
    }

    long? IMqttWatched.InFlightSince
    {
        get
        {
            lock (_gate) return _unacknowledged.Values.Min(send => send.WrittenAt);
        }
    }

    void IMqttWatched.Ping() => Post(MqttPingReqPacket.Instance);

    void IMqttWatched.Close(MqttCloseReason reason, string message) => Close(reason, message);

    private Task<MqttPacket?> SendAsync(MqttPacket packet, Type? acknowledgement, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var send = new MqttNetSend(packet, acknowledgement);
        lock (_gate)
        {
            if (_closing is not null) throw _closing.Copy();
            if (_isDisconnecting) throw new MqttLinkException(MqttCloseReason.ByClient, "The connection is being closed.");
            _isDisconnecting = packet is MqttDisconnectPacket;
            if (acknowledgement is not null) Identify(send);
            _outgoing.Writer.TryWrite(send);
        }

        return send.Completion.WaitAsync(cancellationToken);
    }

    /// <summary>Queues a packet that nobody waits for.</summary>
    private void Post(MqttPacket packet) => _outgoing.Writer.TryWrite(new MqttNetSend(packet, null));

    private void Identify(MqttNetSend send)
    {
        // Identifiers go round, so that a duplicate acknowledgement meets no newer packet; those in flight are skipped.
        do _lastPacketId++;
        while (_lastPacketId == 0 || _unacknowledged.ContainsKey(_lastPacketId));
        ((MqttPacketWithIdentifier)send.Packet).PacketIdentifier = _lastPacketId;
        _unacknowledged.Add(_lastPacketId, send);
    }

    private async Task RunAsync()
    {
        await Task.WhenAll(ReceiveAsync(), WriteAsync()).ConfigureAwait(false);
        _closed.SetResult(_closing!.Reason);
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                MqttPacket packet = await _client.ReceiveAsync().ConfigureAwait(false);
                _watchdog.OnReceived();
                Handle(packet);
            }
        }
        catch (Exception exception)
        {
            CloseBroken(exception);
        }
    }

    private async Task WriteAsync()
    {
        await foreach (MqttNetSend send in _outgoing.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await _client.SendAsync(send.Packet).ConfigureAwait(false);
                OnWritten(send);
            }
            catch (Exception exception)
            {
                CloseBroken(exception);
                send.Fail(_closing!.Copy());
            }
        }
    }

    private void OnWritten(MqttNetSend send)
    {
        long now = _time.GetTimestamp();
        lock (_gate)
        {
            send.WrittenAt = now;
            _hasDisconnected |= send.Packet is MqttDisconnectPacket;
            if (send.Acknowledgement is null || send.Answer is not null) send.Complete(send.Answer);
            else if (_closing is not null) send.Fail(_closing.Copy());
        }

        _watchdog.OnSent(now, withPing: send.Packet is MqttPingReqPacket);
    }

    private void Handle(MqttPacket packet)
    {
        switch (packet)
        {
            case MqttPublishPacket { QualityOfServiceLevel: MqttQualityOfServiceLevel.ExactlyOnce }:
                throw new MqttProtocolException("A PUBLISH came at QoS 2, though QoS 0 was subscribed to.");
            case MqttPublishPacket publish:
                _receiver.OnPublish(Encoding.UTF8.GetBytes(publish.Topic), publish.Payload);
                if (publish.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtLeastOnce)
                    Post(new MqttPubAckPacket { PacketIdentifier = publish.PacketIdentifier });
                break;
            case MqttPubAckPacket or MqttSubAckPacket or MqttUnsubAckPacket:
                Acknowledge((MqttPacketWithIdentifier)packet);
                break;
            case MqttPingRespPacket:
                break;
            default:
                throw new MqttProtocolException($"A server sends no {packet.GetType().Name} here.");
        }
    }

    private void Acknowledge(MqttPacketWithIdentifier answer)
    {
        lock (_gate)
        {
            if (!_unacknowledged.TryGetValue(answer.PacketIdentifier, out MqttNetSend? send)
                || send.Acknowledgement != answer.GetType()) return;
            if (answer is MqttSubAckPacket granted && granted.ReasonCodes.Count != ((MqttSubscribePacket)send.Packet).TopicFilters.Count)
                throw new MqttProtocolException("A SUBACK has not one return code for each topic.");
            _unacknowledged.Remove(answer.PacketIdentifier);
            send.Answer = answer;
            if (send.WrittenAt is not null) send.Complete(answer);
        }
    }

    private void CloseBroken(Exception exception)
    {
        Exception cause = _stream?.Failure ?? exception;
        switch (exception)
        {
            case MqttProtocolException or MqttProtocolViolationException:
                Close(MqttCloseReason.ProtocolError, $"The server does not keep to MQTT 3.1.1: {exception.Message}", exception);
                break;
            case var _ when ConnectionReset.IsCauseOf(cause):
                Close(MqttCloseReason.Reset, $"The connection was cut off: {cause.Message}", cause);
                break;
            case MqttCommunicationException { InnerException: null } when _stream is { Failure: null } or null:
                Close(MqttCloseReason.ByServer, "The server closed the connection.");
                break;
            default:
                Close(MqttCloseReason.NetworkError, $"The network failed: {cause.Message}", cause);
                break;
        }
    }

    private void Close(MqttCloseReason reason, string message, Exception? cause = null)
    {
        lock (_gate)
        {
            if (_closing is not null) return;
            _closing = _hasDisconnected
                ? new MqttLinkException(MqttCloseReason.ByClient, "The connection was closed by this device.")
                : new MqttLinkException(reason, message, cause);
            _outgoing.Writer.TryComplete();

            // The writer fails what it still has.
            foreach (MqttNetSend send in _unacknowledged.Values.Where(send => send.WrittenAt is not null)) send.Fail(_closing.Copy());
            _unacknowledged.Clear();
        }

        _watchdog.Dispose();
        _client.Dispose();
        _stream?.Dispose();
    }
}
