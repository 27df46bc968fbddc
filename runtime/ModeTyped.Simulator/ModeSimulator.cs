using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ModeTyped.Rest;

namespace ModeTyped.Simulator;

/// <summary>
/// A local MODE: takes devices over MQTT 3.1.1 under MODE's rules, records what they send and sends them commands.
/// Thread safe. Disposing it ends every session.
/// </summary>
/// <example>
/// <code>
/// await using var mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1234] = "key" } });
/// // connect the device to 127.0.0.1, port mode.Port, then:
/// await mode.SendCommandAsync(1234, "setTarget", """{"celsius":22.5}""");
/// ReceivedEvent reached = await mode.Events.WaitAsync(e => e.EventType == "targetReached");
/// </code>
/// </example>
public sealed class ModeSimulator : IAsyncDisposable
{
    private readonly Cloud _cloud;
    private readonly CertificateAuthority? _authority;
    private readonly ConcurrentBag<ITimer> _scheduled = [];

    // Set before anybody has the simulator.
    private Listeners _listeners = null!;

    private ModeSimulator(Cloud cloud, CertificateAuthority? authority)
    {
        _cloud = cloud;
        _authority = authority;
    }

    /// <summary>What all connections share.</summary>
    internal Cloud Cloud => _cloud;

    /// <summary>The TCP port for MQTT without TLS.</summary>
    public int Port => _listeners.Mqtt;

    /// <summary>The TCP port for MQTT over TLS.</summary>
    /// <exception cref="InvalidOperationException"><see cref="ModeSimulatorOptions.TlsPort"/> was not set.</exception>
    public int TlsPort => _listeners.MqttTls ?? throw NotOpen(nameof(ModeSimulatorOptions.TlsPort));

    /// <summary>The TCP port for REST calls, MQTT over WebSocket and the page at <c>/console</c>, without TLS.</summary>
    /// <exception cref="InvalidOperationException"><see cref="ModeSimulatorOptions.HttpPort"/> was not set.</exception>
    public int HttpPort => _listeners.Http ?? throw NotOpen(nameof(ModeSimulatorOptions.HttpPort));

    /// <summary>The TCP port for REST calls, MQTT over WebSocket and the page at <c>/console</c>, with TLS.</summary>
    /// <exception cref="InvalidOperationException"><see cref="ModeSimulatorOptions.HttpsPort"/> was not set.</exception>
    public int HttpsPort => _listeners.Https ?? throw NotOpen(nameof(ModeSimulatorOptions.HttpsPort));

    /// <summary>The root certificate of the TLS ports in PEM, for devices to pin.</summary>
    /// <exception cref="InvalidOperationException">No TLS port is open, or its certificate was given.</exception>
    public string RootCertificatePem =>
        _authority?.Pem ?? throw new InvalidOperationException("There is no self-made certificate: set a TLS port and no certificate.");

    /// <summary>The events that arrived.</summary>
    public Recording<ReceivedEvent> Events => _cloud.Events;

    /// <summary>The bulk data that arrived.</summary>
    public Recording<ReceivedBulkData> BulkData => _cloud.BulkData;

    /// <summary>The messages that arrived for Data Routing (<c>/devices/ID/data</c>), whose form MODE does not document.</summary>
    public Recording<ReceivedMessage> RoutedData => _cloud.RoutedData;

    /// <summary>The bulk data requests that arrived.</summary>
    public Recording<BulkRequest> BulkRequests => _cloud.BulkExchange.Requests;

    /// <summary>The changes of all devices' data proxies.</summary>
    public Recording<DataChange> DataChanges => _cloud.DataChanges;

    /// <summary>What was refused, and why.</summary>
    public Recording<Refusal> Refusals => _cloud.Refusals;

    /// <summary>The sessions that began.</summary>
    public Recording<StartedSession> StartedSessions => _cloud.StartedSessions;

    /// <summary>The sessions that are over.</summary>
    public Recording<EndedSession> EndedSessions => _cloud.EndedSessions;

    /// <summary>What goes wrong; nothing, until set.</summary>
    public Faults Faults => _cloud.Faults;

    /// <summary>Starts a simulator.</summary>
    /// <param name="options">What to serve; null takes the defaults, with which no device may connect.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ModeSimulator> StartAsync(
        ModeSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var cloud = new Cloud(options ?? new ModeSimulatorOptions());
        CertificateAuthority? authority = CreateAuthority(cloud.Options);
        try
        {
            var simulator = new ModeSimulator(cloud, authority);
            simulator._listeners = await Listeners.StartAsync(cloud, authority, new WebConsole(simulator), cancellationToken).ConfigureAwait(false);
            return simulator;
        }
        catch
        {
            authority?.Dispose();
            throw;
        }
    }

    /// <summary>Waits until a device is connected and subscribed to its commands.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="cancellationToken">Gives the wait up.</param>
    public async Task WaitForDeviceAsync(ulong deviceId, CancellationToken cancellationToken = default)
    {
        string topic = DeviceTopic.Command(deviceId);
        while (true)
        {
            Task changed = _cloud.Sessions.Changed.Next;
            if (_cloud.Sessions.Of(deviceId).Any(session => session.IsSubscribedTo(topic))) return;
            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Sends a command to each connection of a device that is subscribed to commands. Completes when the command is
    /// handed to the network.
    /// </summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="action">The command's action; not empty.</param>
    /// <param name="parameters">The command's parameters in JSON; null sends none.</param>
    /// <param name="cancellationToken">Gives the wait up; the command may still arrive.</param>
    /// <exception cref="DeviceOfflineException">No connection takes commands; the command is lost.</exception>
    /// <exception cref="JsonException">The parameters are not JSON.</exception>
    public Task SendCommandAsync(
        ulong deviceId,
        string action,
        [StringSyntax(StringSyntaxAttribute.Json)] string? parameters = null,
        CancellationToken cancellationToken = default) =>
        SendAsync(deviceId, CommandMessage.Write(action, parameters), cancellationToken);

    /// <summary>
    /// Sends a typed command to each connection of a device that is subscribed to commands. Completes when the command
    /// is handed to the network.
    /// </summary>
    /// <typeparam name="TCommand">A type with <see cref="ModeCommandAttribute"/>.</typeparam>
    /// <param name="deviceId">The device.</param>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Gives the wait up; the command may still arrive.</param>
    /// <exception cref="DeviceOfflineException">No connection takes commands; the command is lost.</exception>
    /// <exception cref="ModePayloadException">The command has no JSON form.</exception>
    public Task SendCommandAsync<TCommand>(
        ulong deviceId, TCommand command, CancellationToken cancellationToken = default)
        where TCommand : IModeCommand<TCommand> =>
        SendAsync(deviceId, CommandMessage.Write(command), cancellationToken);

    /// <summary>The data proxy of a device, as the cloud's side sees it.</summary>
    /// <param name="deviceId">The device.</param>
    public DeviceData Data(ulong deviceId) => _cloud.Data(deviceId);

    /// <summary>
    /// Sets who answers the bulk data requests of a label; those of a label that nobody answers get
    /// <see cref="BulkResponse.InvalidBulkDataLabel"/>.
    /// </summary>
    /// <param name="label">The bulk data label; case counts.</param>
    /// <param name="answer">Answers one request; several may run at once. Where it throws, the device is answered
    /// <see cref="BulkResponse.ServiceUnavailable"/>.</param>
    public void AnswerBulkRequests(string label, Func<BulkRequest, ValueTask<BulkResponse>> answer)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        ArgumentNullException.ThrowIfNull(answer);
        _cloud.BulkExchange.Answer(label, answer);
    }

    /// <inheritdoc cref="AnswerBulkRequests(string, Func{BulkRequest, ValueTask{BulkResponse}})"/>
    public void AnswerBulkRequests(string label, Func<BulkRequest, BulkResponse> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        AnswerBulkRequests(label, request => ValueTask.FromResult(answer(request)));
    }

    /// <summary>Adds a device, or gives one a new API key.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="apiKey">Its API key.</param>
    public void AddDevice(ulong deviceId, string apiKey)
    {
        ArgumentNullException.ThrowIfNull(apiKey);
        _cloud.Devices.Add(deviceId, apiKey);
    }

    /// <summary>Removes a device: its sessions end, and it cannot connect again.</summary>
    /// <param name="deviceId">The device.</param>
    /// <returns>Whether it was there.</returns>
    public bool RemoveDevice(ulong deviceId)
    {
        bool removed = _cloud.Devices.Remove(deviceId);
        Break(deviceId, ConnectionBreak.Close);
        return removed;
    }

    /// <summary>What MODE tells of a device, as <see cref="ModeRestClient.GetDeviceAsync"/> reads it; null where there is none.</summary>
    /// <param name="deviceId">The device.</param>
    public DeviceInfo? FindDevice(ulong deviceId) => _cloud.Devices.Find(deviceId) is { } device ? _cloud.Describe(device) : null;

    /// <summary>
    /// Changes what MODE tells of a device, as its project or a user would: its home, its name, its firmware channel. The
    /// id stays, and so does whether it is connected.
    /// </summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="change">Makes the new information of the present one: <c>info => info with { HomeId = null }</c>.</param>
    /// <exception cref="ArgumentException">There is no such device.</exception>
    public void ChangeDevice(ulong deviceId, Func<DeviceInfo, DeviceInfo> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Device device = _cloud.Devices.Find(deviceId) ?? throw new ArgumentException($"There is no device {deviceId}.", nameof(deviceId));
        device.Change(change);
    }

    /// <summary>
    /// Issues a token with which one new device can be provisioned on demand (<c>POST /devices</c>), as MODE does for a
    /// user's app.
    /// </summary>
    /// <param name="tag">The new device's tag.</param>
    public string IssueProvisioningToken(string tag = "") => _cloud.Devices.IssueToken(tag);

    /// <summary>Breaks the connections that a device has at this moment; it may connect again.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="how">How they break.</param>
    /// <returns>How many there were.</returns>
    public int Break(ulong deviceId, ConnectionBreak how)
    {
        IReadOnlyList<DeviceSession> sessions = _cloud.Sessions.Of(deviceId);
        foreach (DeviceSession session in sessions) session.Break(how);
        return sessions.Count;
    }

    /// <summary>
    /// Does something later, by <see cref="ModeSimulatorOptions.TimeProvider"/>: with virtual time, a day's outage is
    /// <c>mode.Schedule(day, m => m.Faults.Outage = false)</c> and no wait at all.
    /// </summary>
    /// <param name="delay">How much later.</param>
    /// <param name="action">What to do.</param>
    public void Schedule(TimeSpan delay, Action<ModeSimulator> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        _scheduled.Add(_cloud.Time.CreateTimer(_ => action(this), null, delay, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Ends every session and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (ITimer timer in _scheduled) await timer.DisposeAsync().ConfigureAwait(false);
        _cloud.BreakAll(ConnectionBreak.Close);
        await _listeners.DisposeAsync().ConfigureAwait(false);
        _authority?.Dispose();
    }

    private static CertificateAuthority? CreateAuthority(ModeSimulatorOptions options)
    {
        if (options.Certificate is not null || (options.TlsPort is null && options.HttpsPort is null)) return null;
        return options.StateFolder is null
            ? CertificateAuthority.Create()
            : CertificateAuthority.LoadOrCreate(Directory.CreateDirectory(options.StateFolder).FullName);
    }

    private static InvalidOperationException NotOpen(string option) =>
        new($"This port is not open: set {nameof(ModeSimulatorOptions)}.{option}, to 0 for a free port.");

    private Task SendAsync(ulong deviceId, byte[] command, CancellationToken cancellationToken)
    {
        byte[] packet = ServerPackets.Publish(DeviceTopic.Command(deviceId), command);
        Task[] sends =
        [
            .. _cloud.Sessions.Of(deviceId)
                .Where(session => session.IsSubscribedTo(DeviceTopic.Command(deviceId)))
                .Select(session => session.SendAsync(packet)),
        ];
        if (sends.Length == 0) throw new DeviceOfflineException(deviceId);
        return Task.WhenAll(sends).WaitAsync(cancellationToken);
    }
}
