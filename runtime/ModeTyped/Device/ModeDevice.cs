using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ModeTyped.Device;
using ModeTyped.Json;
using ModeTyped.Mqtt;

namespace ModeTyped;

/// <summary>
/// A device of MODE's IoT cloud: publishes typed events, sends bulk data and runs typed command handlers over one MQTT
/// connection, which it makes again whenever it is lost. All members are safe from any thread.
/// </summary>
public sealed class ModeDevice : IAsyncDisposable
{
    private readonly DeviceSession _session;
    private readonly TimeSpan _sendTimeout;
    private DeviceDataProxy? _data;

    private ModeDevice(ModeDeviceOptions options, CommandDispatcher? commands)
    {
        _session = new DeviceSession(options, commands);
        _sendTimeout = options.SendTimeout;
    }

    /// <summary>The Device Data Proxy; the device subscribes to it when this is first used.</summary>
    public DeviceDataProxy Data =>
        _data ?? Interlocked.CompareExchange(ref _data, new DeviceDataProxy(_session.Data, _sendTimeout), null) ?? _data;

    /// <summary>Where the device stands now.</summary>
    public DeviceStateChange State => _session.State;

    /// <summary>
    /// Connects and waits until the device is ready: accepted (CONNACK) and subscribed (SUBACK). Makes one attempt; once
    /// ready, the device connects again by itself.
    /// </summary>
    /// <param name="options">How to reach MODE.</param>
    /// <param name="commands">The command handlers; null receives no commands.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="ModeCredentialsException">MODE refused the device id or the API key.</exception>
    /// <exception cref="ModeSubscriptionException">MODE refused a subscription.</exception>
    /// <exception cref="ModeConnectException">MODE could not be reached or did not accept the connection.</exception>
    /// <exception cref="ModeOutboxException">The durable outbox could not be opened.</exception>
    public static async Task<ModeDevice> ConnectAsync(
        ModeDeviceOptions options, CommandDispatcher? commands = null, CancellationToken cancellationToken = default)
    {
        ModeDevice device = Start(options, commands);
        try
        {
            await foreach (DeviceStateChange change in device.WatchStateAsync(cancellationToken).ConfigureAwait(false))
            {
                if (change.State == DeviceState.Ready) return device;
                if (change.Exception is not null) throw change.Exception;
            }

            throw new UnreachableException();
        }
        catch
        {
            await device.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Starts a device at once, whether or not MODE can be reached. Messages wait in the outbox until it can.
    /// </summary>
    /// <param name="options">How to reach MODE.</param>
    /// <param name="commands">The command handlers; null receives no commands.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ModeDevice Start(ModeDeviceOptions options, CommandDispatcher? commands = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var device = new ModeDevice(options, commands);
        device._session.Start();
        return device;
    }

    /// <summary>Publishes an event as its annotation says.</summary>
    /// <param name="value">The event.</param>
    /// <param name="cancellationToken">Gives the send up; what was sent already may arrive all the same.</param>
    /// <returns>How the send ended: at QoS 1 <see cref="SendFate.Delivered"/> or <see cref="SendFate.Replaced"/>, at QoS 0
    /// <see cref="SendFate.Sent"/>. With a durable outbox also <see cref="SendFate.Stored"/>, where the device stopped first.</returns>
    /// <exception cref="ModePayloadException">The event has no JSON form.</exception>
    /// <exception cref="ModeSendException">The event expired, was dropped or refused.</exception>
    public ValueTask<SendFate> PublishAsync<T>(T value, CancellationToken cancellationToken = default)
        where T : IModeEvent<T> => PublishAsync(value, default, cancellationToken);

    /// <summary>Publishes an event.</summary>
    /// <param name="value">The event.</param>
    /// <param name="options">What differs from the annotation.</param>
    /// <param name="cancellationToken">Gives the send up; what was sent already may arrive all the same.</param>
    /// <returns>How the send ended, as for <see cref="PublishAsync{T}(T, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not above zero.</exception>
    /// <exception cref="ModePayloadException">The event has no JSON form.</exception>
    /// <exception cref="ModeSendException">The event expired, was dropped or refused.</exception>
    public ValueTask<SendFate> PublishAsync<T>(T value, SendOptions options, CancellationToken cancellationToken = default)
        where T : IModeEvent<T> => SendEvent(value, options, storeOnly: false, cancellationToken);

    /// <summary>
    /// Gives an event to the outbox, which delivers it when it can, and does not wait for that. Its later fate is logged
    /// and counted where it is a failure.
    /// </summary>
    /// <param name="value">The event.</param>
    /// <param name="options">What differs from the annotation. Without a timeout the event does not expire once accepted.</param>
    /// <param name="cancellationToken">Gives the wait for room in the outbox up.</param>
    /// <returns><see cref="SendFate.Stored"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not above zero.</exception>
    /// <exception cref="ModePayloadException">The event has no JSON form.</exception>
    /// <exception cref="ModeSendException">The outbox did not accept the event.</exception>
    public ValueTask<SendFate> EnqueueAsync<T>(T value, SendOptions options = default, CancellationToken cancellationToken = default)
        where T : IModeEvent<T> => SendEvent(value, options, storeOnly: true, cancellationToken);

    /// <summary>Sends bulk data to the Smart Module of a label, unchanged, as one message.</summary>
    /// <param name="data">The bytes; they are copied before the call returns.</param>
    /// <param name="options">What differs from the annotation.</param>
    /// <param name="cancellationToken">Gives the send up; what was sent already may arrive all the same.</param>
    /// <returns>How the send ended, as for <see cref="PublishAsync{T}(T, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not above zero.</exception>
    /// <exception cref="ModeSendException">The data expired, was dropped or refused.</exception>
    public ValueTask<SendFate> SendBulkAsync<TLabel>(
        ReadOnlyMemory<byte> data, SendOptions options = default, CancellationToken cancellationToken = default)
        where TLabel : IBulkLabel<TLabel>
    {
        PendingSend send = RentBulk<TLabel>(options, cancellationToken);
        send.Write(data.Span);
        return _session.Send(send, cancellationToken);
    }

    /// <inheritdoc cref="SendBulkAsync{TLabel}(ReadOnlyMemory{byte}, SendOptions, CancellationToken)"/>
    public ValueTask<SendFate> SendBulkAsync<TLabel>(
        ReadOnlySequence<byte> data, SendOptions options = default, CancellationToken cancellationToken = default)
        where TLabel : IBulkLabel<TLabel>
    {
        PendingSend send = RentBulk<TLabel>(options, cancellationToken);
        foreach (ReadOnlyMemory<byte> segment in data) send.Write(segment.Span);
        return _session.Send(send, cancellationToken);
    }

    /// <summary>Sends what a stream holds from its position to its end, unchanged, as one message.</summary>
    /// <param name="data">The stream, read to its end before anything is sent; it stays open.</param>
    /// <param name="options">What differs from the annotation.</param>
    /// <param name="cancellationToken">Gives the send up; what was sent already may arrive all the same.</param>
    /// <returns>How the send ended, as for <see cref="PublishAsync{T}(T, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not above zero.</exception>
    /// <exception cref="ModeSendException">The data expired, was dropped or refused.</exception>
    public async ValueTask<SendFate> SendBulkAsync<TLabel>(
        Stream data, SendOptions options = default, CancellationToken cancellationToken = default)
        where TLabel : IBulkLabel<TLabel>
    {
        ArgumentNullException.ThrowIfNull(data);
        PendingSend send = RentBulk<TLabel>(options, cancellationToken);
        try
        {
            await send.WriteAsync(data, _session.Outbox.MaxBytes, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _session.Outbox.Return(send);
            throw;
        }

        return await _session.Send(send, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends what a stream holds from its position to its end, unchanged, in parts: each is one message, read once the one
    /// before it has been delivered, so that no more than one part is in memory.
    /// </summary>
    /// <param name="data">The stream; it stays open. It stands behind the last part that was read.</param>
    /// <param name="partSize">The bytes of a part, above zero; the last may have fewer.</param>
    /// <param name="options">What differs from the annotation; the timeout is that of each part.</param>
    /// <param name="cancellationToken">Ends the transfer; a part that was sent already may arrive all the same.</param>
    /// <returns>What was delivered, or at QoS 0 sent.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The part size or the timeout is not above zero.</exception>
    /// <exception cref="ModeTransferException">A part expired, was dropped or refused; the exception tells how many were delivered.</exception>
    public async Task<BulkTransfer> SendBulkAsync<TLabel>(
        Stream data, int partSize, SendOptions options = default, CancellationToken cancellationToken = default)
        where TLabel : IBulkLabel<TLabel>
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partSize);
        BulkTransfer delivered = default;
        while (true)
        {
            PendingSend send = RentBulk<TLabel>(options, cancellationToken);
            int length;
            try
            {
                length = await send.WritePartAsync(data, partSize, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                _session.Outbox.Return(send);
                throw;
            }

            if (length == 0)
            {
                _session.Outbox.Return(send);
                return delivered;
            }

            try
            {
                await _session.Send(send, cancellationToken).ConfigureAwait(false);
            }
            catch (ModeSendException exception)
            {
                throw new ModeTransferException(TLabel.Info.Label, delivered, exception);
            }

            delivered = new BulkTransfer(delivered.Parts + 1, delivered.Bytes + length);
        }
    }

    /// <summary>Sends typed bulk data, as the generated <c>SendAsync</c> of the label's type does.</summary>
    /// <param name="payload">The data; encoded before the call returns.</param>
    /// <param name="options">What differs from the annotation.</param>
    /// <param name="cancellationToken">Gives the send up; what was sent already may arrive all the same.</param>
    /// <returns>How the send ended, as for <see cref="PublishAsync{T}(T, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not above zero.</exception>
    /// <exception cref="ModePayloadException">The data have no JSON form, where the label sends JSON.</exception>
    /// <exception cref="ModeSendException">The data expired, was dropped or refused.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<SendFate> SendBulkAsync<TLabel, TPayload>(
        TPayload payload, SendOptions options = default, CancellationToken cancellationToken = default)
        where TLabel : IBulkLabel<TLabel>, IBulkEncoder<TPayload>
        where TPayload : notnull
    {
        PendingSend send = RentBulk<TLabel>(options, cancellationToken);
        try
        {
            TLabel.Encode(payload, send);
        }
        catch
        {
            _session.Outbox.Return(send);
            throw;
        }

        return _session.Send(send, cancellationToken);
    }

    /// <summary>
    /// Publishes to MODE's Data Routing (<c>/devices/ID/data</c>), unchanged. The data must already carry the metadata that
    /// Data Routing asks for, whose form MODE does not publish.
    /// </summary>
    /// <param name="data">The bytes; they are copied before the call returns.</param>
    /// <param name="options">What differs from QoS 1.</param>
    /// <param name="cancellationToken">Gives the send up; what was sent already may arrive all the same.</param>
    /// <returns>How the send ended, as for <see cref="PublishAsync{T}(T, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not above zero.</exception>
    /// <exception cref="ModeSendException">The data expired, was dropped or refused.</exception>
    [Experimental("MODEXP0001")]
    public ValueTask<SendFate> RouteDataAsync(
        ReadOnlyMemory<byte> data, SendOptions options = default, CancellationToken cancellationToken = default)
    {
        PendingSend send = Rent(_session.Topics.Routing, options, QualityOfService.AtLeastOnce, SendLane.Bulk, cancellationToken);
        send.Write(data.Span);
        return _session.Send(send, cancellationToken);
    }

    /// <summary>
    /// Asks the Smart Module of a label, as the generated <c>RequestAsync</c> of the label's type does. Any number of
    /// requests may be on their way at a time.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="timeout">How long to wait for the answer, above zero; null for <see cref="ModeDeviceOptions.SendTimeout"/>.</param>
    /// <param name="cancellationToken">Gives the wait up; a request already sent may be handled all the same.</param>
    /// <returns>The payload of an answer with the status <c>OK</c>, which means that the Smart Module handled the request;
    /// how it went, the payload tells.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not above zero.</exception>
    /// <exception cref="ModeExchangeException">The exchange ended without a result; its failure tells why.</exception>
    /// <exception cref="ModePayloadException">The request has no JSON form, or the answer does not fit its type.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Task<TResponse> RequestAsync<TExchange, TRequest, TResponse>(
        TRequest request, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        where TExchange : IBulkLabel<TExchange>, IBulkExchange<TRequest, TResponse>
        where TRequest : notnull
        where TResponse : notnull
    {
        if (timeout is { } given) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(given, TimeSpan.Zero, nameof(timeout));
        return _session.Exchanges.RequestAsync<TExchange, TRequest, TResponse>(request, timeout ?? _sendTimeout, cancellationToken);
    }

    /// <summary>Waits until the device is in a state; a state that has passed by then counts too, once it was waited for.</summary>
    /// <param name="state">The state.</param>
    /// <param name="cancellationToken">Gives the wait up.</param>
    /// <returns>The step into that state.</returns>
    /// <exception cref="ModeException">The device has stopped for a failure, which is this one, and cannot come to the state.</exception>
    /// <exception cref="ObjectDisposedException">The application stopped the device, so it cannot come to the state.</exception>
    public async Task<DeviceStateChange> WaitForStateAsync(DeviceState state, CancellationToken cancellationToken = default)
    {
        DeviceStateChange last = State;
        await foreach (DeviceStateChange change in WatchStateAsync(cancellationToken).ConfigureAwait(false))
        {
            if (change.State == state) return change;
            last = change;
        }

        throw last.Exception ?? (Exception)new ObjectDisposedException(nameof(ModeDevice));
    }

    /// <summary>Waits until the device is ready: <see cref="WaitForStateAsync"/> for <see cref="DeviceState.Ready"/>.</summary>
    /// <param name="cancellationToken">Gives the wait up.</param>
    /// <returns>The step into <see cref="DeviceState.Ready"/>, which tells the <see cref="DeviceStateChange.CommandGap"/>.</returns>
    /// <exception cref="ModeException">The device has stopped for a failure, which is this one.</exception>
    /// <exception cref="ObjectDisposedException">The application stopped the device.</exception>
    public Task<DeviceStateChange> WhenReadyAsync(CancellationToken cancellationToken = default) =>
        WaitForStateAsync(DeviceState.Ready, cancellationToken);

    /// <summary>The current state and every later one, in order and without gaps, up to <see cref="DeviceState.Stopped"/>.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    public IAsyncEnumerable<DeviceStateChange> WatchStateAsync(CancellationToken cancellationToken = default) =>
        _session.WatchStateAsync(cancellationToken);

    /// <summary>
    /// Stops the device: takes no more messages, waits for those it has (at most <see cref="ModeDeviceOptions.DrainTimeout"/>),
    /// unsubscribes, disconnects, and cancels the handlers. Always ends, a few seconds after that time at the latest.
    /// Later calls answer with the same report.
    /// </summary>
    /// <param name="cancellationToken">Gives the wait up; the device goes on stopping.</param>
    /// <returns>What could not be delivered.</returns>
    public Task<StopReport> StopAsync(CancellationToken cancellationToken = default) =>
        _session.StopAsync().WaitAsync(cancellationToken);

    /// <summary>Stops the device as <see cref="StopAsync"/> does.</summary>
    public async ValueTask DisposeAsync() => await _session.StopAsync().ConfigureAwait(false);

    private ValueTask<SendFate> SendEvent<T>(T value, SendOptions options, bool storeOnly, CancellationToken cancellationToken)
        where T : IModeEvent<T>
    {
        ModeEventInfo info = T.Info;
        PendingSend send = Rent(_session.Topics.Event, options, info.QualityOfService, SendLane.Events, cancellationToken);
        try
        {
            var writer = new JsonPayloadWriter(send);
            T.WriteEnvelope(ref writer, value);
            writer.Flush();
        }
        catch
        {
            _session.Outbox.Return(send);
            throw;
        }

        send.StoreOnly = storeOnly;
        if (info.LatestOnly) send.ReplaceKey = info.EventType;
        return _session.Send(send, cancellationToken);
    }

    private PendingSend RentBulk<TLabel>(SendOptions options, CancellationToken cancellationToken)
        where TLabel : IBulkLabel<TLabel>
    {
        BulkLabelInfo info = TLabel.Info;
        return Rent(_session.Topics.Bulk(info.Label), options, info.QualityOfService, SendLane.Bulk, cancellationToken);
    }

    private PendingSend Rent(
        MqttTopic topic, SendOptions options, QualityOfService declared, SendLane lane, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (options.Timeout is { } timeout)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero, nameof(options));
        PendingSend send = _session.Outbox.Rent(topic, options.QualityOfService ?? declared, lane);
        send.Timeout = options.Timeout;
        return send;
    }
}
