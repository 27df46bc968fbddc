using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using ModeTyped.Json;
using ModeTyped.Mqtt;

namespace ModeTyped;

/// <summary>A device's connection to MODE: publishes typed events, sends bulk data, runs typed command handlers. All
/// members are safe from any thread.</summary>
public sealed class ModeDevice : IAsyncDisposable, IMqttReceiver
{
    private readonly ModeDeviceOptions _options;
    private readonly CommandDispatcher? _commands;
    private readonly MqttTopic _eventTopic;
    private readonly MqttTopic _commandTopic;
    private readonly ConcurrentDictionary<BulkLabelInfo, MqttTopic> _bulkTopics = new();
    private readonly System.Threading.Channels.Channel<byte[]> _received = System.Threading.Channels.Channel.CreateUnbounded<byte[]>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task<IMqttLink> _link;
    private Task<StopReport>? _stopped;

    private ModeDevice(ModeDeviceOptions options, CommandDispatcher? commands)
    {
        _options = options;
        _commands = commands;
        string device = string.Create(CultureInfo.InvariantCulture, $"/devices/{options.DeviceId}");
        _eventTopic = new MqttTopic(device + "/event");
        _commandTopic = new MqttTopic(device + "/command");
        _link = OpenAsync(_stopping.Token);
        _ = RunCommandsAsync(_stopping.Token);
    }

    /// <summary>Connects and waits until the device is ready: accepted (CONNACK) and subscribed (SUBACK).</summary>
    /// <param name="options">How to reach MODE.</param>
    /// <param name="commands">The command handlers; null receives no commands.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="ModeCredentialsException">MODE refused the device id or the API key.</exception>
    /// <exception cref="ModeConnectException">MODE could not be reached or did not accept the connection.</exception>
    public static async Task<ModeDevice> ConnectAsync(
        ModeDeviceOptions options, CommandDispatcher? commands = null, CancellationToken cancellationToken = default)
    {
        var device = Start(options, commands);
        try
        {
            await device._link.WaitAsync(cancellationToken).ConfigureAwait(false);
            return device;
        }
        catch
        {
            await device.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts a device at once, whether or not MODE can be reached.</summary>
    /// <param name="options">How to reach MODE.</param>
    /// <param name="commands">The command handlers; null receives no commands.</param>
    public static ModeDevice Start(ModeDeviceOptions options, CommandDispatcher? commands = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ModeDevice(options, commands);
    }

    /// <summary>Publishes an event as its annotation says.</summary>
    /// <param name="value">The event.</param>
    /// <param name="cancellationToken">Gives the send up.</param>
    /// <returns>How the send ended.</returns>
    /// <exception cref="ModePayloadException">The event has no JSON form.</exception>
    /// <exception cref="ModeSendException">The event expired, was dropped or refused.</exception>
    public ValueTask<SendFate> PublishAsync<T>(T value, CancellationToken cancellationToken = default)
        where T : IModeEvent<T> => PublishAsync(value, default, cancellationToken);

    /// <summary>Publishes an event.</summary>
    /// <param name="value">The event.</param>
    /// <param name="options">What differs from the annotation.</param>
    /// <param name="cancellationToken">Gives the send up.</param>
    /// <returns>How the send ended.</returns>
    /// <exception cref="ModePayloadException">The event has no JSON form.</exception>
    /// <exception cref="ModeSendException">The event expired, was dropped or refused.</exception>
    public ValueTask<SendFate> PublishAsync<T>(T value, SendOptions options, CancellationToken cancellationToken = default)
        where T : IModeEvent<T>
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new JsonPayloadWriter(buffer);
        T.WriteEnvelope(ref writer, value);
        writer.Flush();
        return SendAsync(_eventTopic, buffer.WrittenMemory, options, T.Info.QualityOfService, cancellationToken);
    }

    /// <summary>Sends bulk data to the Smart Module of a label, unchanged.</summary>
    /// <param name="data">The bytes, which must not change until the call completes.</param>
    /// <param name="options">What differs from the annotation.</param>
    /// <param name="cancellationToken">Gives the send up.</param>
    /// <returns>How the send ended.</returns>
    /// <exception cref="ModeSendException">The data expired, was dropped or refused.</exception>
    public ValueTask<SendFate> SendBulkAsync<TLabel>(
        ReadOnlyMemory<byte> data, SendOptions options = default, CancellationToken cancellationToken = default)
        where TLabel : IBulkLabel<TLabel>
    {
        MqttTopic topic = _bulkTopics.GetOrAdd(
            TLabel.Info,
            static (info, id) => new MqttTopic(string.Create(CultureInfo.InvariantCulture, $"/devices/{id}/bulkData/{info.Label}")),
            _options.DeviceId);
        return SendAsync(topic, data, options, TLabel.Info.QualityOfService, cancellationToken);
    }

    /// <inheritdoc cref="SendBulkAsync{TLabel}(ReadOnlyMemory{byte}, SendOptions, CancellationToken)"/>
    public ValueTask<SendFate> SendBulkAsync<TLabel>(
        ReadOnlySequence<byte> data, SendOptions options = default, CancellationToken cancellationToken = default)
        where TLabel : IBulkLabel<TLabel> =>
        SendBulkAsync<TLabel>(data.ToArray(), options, cancellationToken);

    /// <summary>Sends what a stream holds from its position to its end, as one message.</summary>
    /// <param name="data">The stream, read to its end before anything is sent; it stays open.</param>
    /// <param name="options">What differs from the annotation.</param>
    /// <param name="cancellationToken">Gives the send up.</param>
    /// <returns>How the send ended.</returns>
    /// <exception cref="ModeSendException">The data expired, was dropped or refused.</exception>
    public async ValueTask<SendFate> SendBulkAsync<TLabel>(
        Stream data, SendOptions options = default, CancellationToken cancellationToken = default)
        where TLabel : IBulkLabel<TLabel>
    {
        ArgumentNullException.ThrowIfNull(data);
        using var buffer = new MemoryStream();
        await data.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        return await SendBulkAsync<TLabel>(buffer.ToArray(), options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the device: no more sends, UNSUBSCRIBE, DISCONNECT. Later calls return the first one's report.</summary>
    /// <param name="cancellationToken">Stops waiting; the device goes on stopping.</param>
    public Task<StopReport> StopAsync(CancellationToken cancellationToken = default) =>
        (_stopped ??= EndAsync()).WaitAsync(cancellationToken);

    /// <summary>Stops the device as <see cref="StopAsync"/> does.</summary>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    void IMqttReceiver.OnPublish(ReadOnlySpan<byte> topic, in ReadOnlySequence<byte> payload)
    {
        if (topic.SequenceEqual(_commandTopic.Utf8.Span)) _received.Writer.TryWrite(payload.ToArray());
    }

    private async Task<IMqttLink> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            IMqttLink link = await _options.LinkFactory.ConnectAsync(_options.ToLinkOptions(), this, cancellationToken).ConfigureAwait(false);
            await link.SubscribeAsync([_commandTopic], cancellationToken).ConfigureAwait(false);
            return link;
        }
        catch (MqttLinkException e) when (e.Reason == MqttCloseReason.CredentialsRefused)
        {
            throw new ModeCredentialsException(
                $"MODE refused device {_options.DeviceId}: check the device id and the API key that MODE issued to it.", e);
        }
        catch (MqttLinkException e)
        {
            throw new ModeConnectException($"MODE could not be reached at {_options.Host}:{_options.Port}. {e.Message}", e);
        }
    }

    private async ValueTask<SendFate> SendAsync(
        MqttTopic topic, ReadOnlyMemory<byte> payload, SendOptions options, QualityOfService declared, CancellationToken cancellationToken)
    {
        if (_stopped is not null) throw new ModeSendException(SendFate.Refused, "The device has stopped.");
        QualityOfService qualityOfService = options.QualityOfService ?? declared;
        try
        {
            IMqttLink link = await _link.WaitAsync(options.Timeout ?? _options.SendTimeout, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            await link.PublishAsync(topic, payload, qualityOfService, cancellationToken).ConfigureAwait(false);
            return qualityOfService == QualityOfService.AtLeastOnce ? SendFate.Delivered : SendFate.Sent;
        }
        catch (TimeoutException e)
        {
            throw new ModeSendException(SendFate.Expired, "The message was not delivered in time.", e);
        }
        catch (MqttLinkException e)
        {
            throw new ModeSendException(SendFate.Dropped, "The connection broke before the message was delivered.", e);
        }
    }

    private async Task RunCommandsAsync(CancellationToken cancellationToken)
    {
        await foreach (byte[] payload in _received.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            string? action = null;
            try
            {
                using var message = JsonDocument.Parse(payload);
                action = message.RootElement.GetProperty("action").GetString()!;
                string parameters = message.RootElement.TryGetProperty("parameters", out JsonElement element) ? element.GetRawText() : "{}";
                if (_commands!.TryDispatch(
                    System.Text.Encoding.UTF8.GetBytes(action), System.Text.Encoding.UTF8.GetBytes(parameters), out ValueTask completion, cancellationToken))
                {
                    await completion.ConfigureAwait(false);
                }
                else if (_commands.OnUnknownCommand is { } unknown)
                {
                    await unknown(new UnknownCommand(action, JsonDocument.Parse(parameters).RootElement), cancellationToken).ConfigureAwait(false);
                }
            }
#pragma warning disable CA1031 // What a handler throws is told to the hook; the next command runs all the same.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _commands?.OnCommandError?.Invoke(new CommandError(action, e));
            }
        }
    }

    private async Task<StopReport> EndAsync()
    {
        _received.Writer.TryComplete();
        bool disconnected = false;
        if (_link.IsCompletedSuccessfully)
        {
            IMqttLink link = await _link.ConfigureAwait(false);
            try
            {
                await link.UnsubscribeAsync([_commandTopic]).ConfigureAwait(false);
                await link.DisconnectAsync().ConfigureAwait(false);
                disconnected = true;
            }
            catch (MqttLinkException)
            {
                // The connection was lost already, which ends it too.
            }

            await link.DisposeAsync().ConfigureAwait(false);
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        return new StopReport(0, 0, 0, disconnected);
    }
}
