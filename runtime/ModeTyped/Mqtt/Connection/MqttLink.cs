using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>The MQTT connection over a <see cref="MqttChannel"/>: its public face, its reading loop and its end.</summary>
internal sealed class MqttLink : IMqttLink, IMqttWriterObserver, IMqttWatched
{
    private readonly MqttChannel _channel;
    private readonly MqttInput _input;
    private readonly IMqttReceiver _receiver;
    private readonly MqttLinkOptions _options;
    private readonly MqttSendQueue _queue;
    private readonly MqttWriter _writer;
    private readonly MqttWatchdog _watchdog;
    private readonly TaskCompletionSource<MqttCloseReason> _closed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MqttLinkException? _closing;

    private MqttLink(MqttChannel channel, MqttInput input, MqttLinkOptions options, IMqttReceiver receiver)
    {
        _channel = channel;
        _input = input;
        _receiver = receiver;
        _options = options;
        _queue = new MqttSendQueue(options.InFlightWindow);
        _writer = new MqttWriter(channel.Stream, _queue, this, options.TimeProvider);
        _watchdog = new MqttWatchdog(this, options);
    }

    public Task<MqttCloseReason> Closed => _closed.Task;

    /// <summary>Acknowledgements of nothing in flight that the server sent: late, duplicate or unknown.</summary>
    public long UnexpectedAcknowledgements => _queue.UnexpectedAcknowledgements;

    /// <summary>Starts a link on a connection whose CONNECT was accepted.</summary>
    /// <param name="channel">The connection, owned by the link from now on.</param>
    /// <param name="input">What was received after CONNACK already.</param>
    /// <param name="options">The options it was opened with.</param>
    /// <param name="receiver">Takes the received messages.</param>
    public static MqttLink Start(
        MqttChannel channel, MqttInput input, MqttLinkOptions options, IMqttReceiver receiver)
    {
        var link = new MqttLink(channel, input, options, receiver);
        _ = link.RunAsync();
        link._watchdog.Check();
        return link;
    }

    public ValueTask PublishAsync(
        MqttTopic topic,
        ReadOnlyMemory<byte> payload,
        QualityOfService qualityOfService,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            payload.Length, MqttPacketWriter.MaxPayloadLength(topic.Utf8.Span), nameof(payload));
        PublishSend send = _writer.RentPublish();
        send.Set(topic, payload, qualityOfService);
        return SendAsync(send, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<bool>> SubscribeAsync(
        IReadOnlyList<MqttTopic> topics, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(topics.Count, nameof(topics));
        var send = new SubscribeSend(_writer, topics);
        await SendAsync(send, cancellationToken).ConfigureAwait(false);
        return send.Granted;
    }

    public ValueTask UnsubscribeAsync(IReadOnlyList<MqttTopic> topics, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(topics.Count, nameof(topics));
        return SendAsync(new UnsubscribeSend(_writer, topics), cancellationToken);
    }

    public async ValueTask DisconnectAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await SendAsync(new DisconnectSend(_writer), cancellationToken).ConfigureAwait(false);
            await _channel.EndAsync(Closed, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
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

    long? IMqttWatched.InFlightSince => _queue.InFlightSince;

    void IMqttWatched.Ping()
    {
        _queue.RequestPing();
        _writer.Flush();
    }

    void IMqttWatched.Close(MqttCloseReason reason, string message) => Close(reason, message);

    void IMqttWriterObserver.OnWritten(long timestamp, bool withPing) => _watchdog.OnSent(timestamp, withPing);

    void IMqttWriterObserver.OnProgress() => _watchdog.OnProgress();

    void IMqttWriterObserver.OnWriteFailed(Exception exception) => CloseBroken(exception);

    private ValueTask SendAsync(MqttSend send, CancellationToken cancellationToken)
    {
        ValueTask outcome = send.AsValueTask();
        send.CancelOn(cancellationToken);
        _writer.Send(send);
        return outcome;
    }

    /// <summary>The reading loop; it ends, never faulted, with the connection.</summary>
    private async Task RunAsync()
    {
        Task writing = _writer.RunAsync();
        try
        {
            Stream stream = _channel.Stream;
            while (true)
            {
                HandleReceived();
                int read = await stream.ReadAsync(_input.GetMemory()).ConfigureAwait(false);
                if (read == 0) break;
                _input.Advance(read);
                _watchdog.OnReceived();
            }

            if (_input.IsEmpty) Close(MqttCloseReason.ByServer, "The server closed the connection.");
            else Close(MqttCloseReason.NetworkError, "The server closed the connection in the middle of a packet.");
        }
        catch (MqttProtocolException exception)
        {
            Close(MqttCloseReason.ProtocolError, $"The server does not keep to MQTT 3.1.1: {exception.Message}", exception);
        }
        catch (Exception exception)
        {
            CloseBroken(exception);
        }

        await writing.ConfigureAwait(false);
        _closed.SetResult(_closing!.Reason);
    }

    private void HandleReceived()
    {
        ReadOnlySequence<byte> unread = _input.Unread;
        while (MqttPacket.TryRead(ref unread, _options.MaxIncomingPacketSize, out MqttPacket packet)) Handle(packet);
        _input.Keep(unread);
        _writer.Flush();
    }

    private void Handle(in MqttPacket packet)
    {
        switch (packet.Type)
        {
            case MqttPacketType.Publish:
                Receive(PublishPacket.Read(packet));
                break;
            case MqttPacketType.PubAck or MqttPacketType.UnsubAck:
                _queue.Acknowledge(packet.Type, AcknowledgePacket.Read(packet).PacketId);
                break;
            case MqttPacketType.SubAck:
                SubAckPacket acknowledgement = SubAckPacket.Read(packet);
                _queue.Acknowledge(packet.Type, acknowledgement.PacketId, acknowledgement);
                break;
            case MqttPacketType.PingResp:
                EmptyPacket.Read(packet);
                break;
            default:
                throw new MqttProtocolException($"A server sends no {packet.Type} here.");
        }
    }

    private void Receive(in PublishPacket publish)
    {
        if (publish.QualityOfService == 2)
            throw new MqttProtocolException("A PUBLISH came at QoS 2, though QoS 0 was subscribed to.");

        if (publish.Topic.IsSingleSegment)
        {
            _receiver.OnPublish(publish.Topic.FirstSpan, publish.Payload);
        }
        else
        {
            byte[] topic = ArrayPool<byte>.Shared.Rent((int)publish.Topic.Length);
            publish.Topic.CopyTo(topic);
            _receiver.OnPublish(topic.AsSpan(0, (int)publish.Topic.Length), publish.Payload);
            ArrayPool<byte>.Shared.Return(topic);
        }

        if (publish.QualityOfService == 1) _queue.AddAcknowledgement(publish.PacketId);
    }

    private void CloseBroken(Exception exception)
    {
        if (ConnectionReset.IsCauseOf(exception)) Close(MqttCloseReason.Reset, $"The connection was cut off: {exception.Message}", exception);
        else Close(MqttCloseReason.NetworkError, $"The network failed: {exception.Message}", exception);
    }

    private void Close(MqttCloseReason reason, string message, Exception? cause = null)
    {
        var closing = _queue.HasDisconnected
            ? new MqttLinkException(MqttCloseReason.ByClient, "The connection was closed by this device.")
            : new MqttLinkException(reason, message, cause);
        if (Interlocked.CompareExchange(ref _closing, closing, null) is not null) return;

        bool hadNoWriter = _queue.Close(closing);
        _watchdog.Dispose();
        _channel.Dispose();
        if (hadNoWriter) _writer.End();
    }
}
