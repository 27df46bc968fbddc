using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ModeTyped.Rest;

namespace ModeTyped.Simulator;

/// <summary>What all connections share: the devices, their sessions and data, and the record of what happened.</summary>
internal sealed class Cloud
{
    private readonly ConcurrentDictionary<ulong, DeviceData> _data = new();
    private readonly StateFolder? _state;

    public Cloud(ModeSimulatorOptions options)
    {
        Options = options;
        Logger = options.LoggerFactory.CreateLogger<ModeSimulator>();
        if (options.StateFolder is not null) _state = new StateFolder(options.StateFolder);
        Devices = new DeviceRegistry(
            _state?.LoadDevices() ?? new Dictionary<ulong, string>(),
            options.Devices,
            Time,
            changed: devices => _state?.SaveDevices(devices.Keys));
        Faults = new Faults(outageBegan: () => BreakAll(ConnectionBreak.Reset));
        BulkExchange = new BulkExchange(this);
        Events = new(options.MaxRecorded);
        BulkData = new(options.MaxRecorded);
        RoutedData = new(options.MaxRecorded);
        DataChanges = new(options.MaxRecorded);
        Refusals = new(options.MaxRecorded);
        StartedSessions = new(options.MaxRecorded);
        EndedSessions = new(options.MaxRecorded);
        SendRate = new SendRate(options.MaxSendsPerMinute, options.TimeProvider);
    }

    public ModeSimulatorOptions Options { get; }

    public TimeProvider Time => Options.TimeProvider;

    public ILogger Logger { get; }

    public DeviceRegistry Devices { get; }

    public SessionRegistry Sessions { get; } = new();

    public Faults Faults { get; }

    public BulkExchange BulkExchange { get; }

    public SendRate SendRate { get; }

    public Recording<ReceivedEvent> Events { get; }

    public Recording<ReceivedBulkData> BulkData { get; }

    public Recording<ReceivedMessage> RoutedData { get; }

    public Recording<DataChange> DataChanges { get; }

    public Recording<Refusal> Refusals { get; }

    public Recording<StartedSession> StartedSessions { get; }

    public Recording<EndedSession> EndedSessions { get; }

    public DeviceData Data(ulong deviceId) => _data.GetOrAdd(deviceId, id => new DeviceData(this, _state, id));

    /// <summary>What MODE tells of a device at this moment.</summary>
    public DeviceInfo Describe(Device device) => device.Info with { IsConnected = Sessions.Of(device.Id).Count > 0 };

    /// <summary>Takes a message of a device.</summary>
    /// <exception cref="RefusedException">The device sends too much.</exception>
    public void Receive(DeviceSession session, DeviceTopic topic, ReceivedMessage message)
    {
        if (!SendRate.TryCount(message.DeviceId, out _))
        {
            throw new RefusedException(
                Restriction.SendRate, $"More than {Options.MaxSendsPerMinute} messages within a minute; MODE ends the session.");
        }

        Logger.Published(message.DeviceId, message.Topic, message.Payload.Length);
        try
        {
            switch (topic.Kind)
            {
                case TopicKind.Event:
                    ReceiveEvent(message);
                    break;
                case TopicKind.BulkData:
                    BulkData.Add(new ReceivedBulkData(
                        message.DeviceId, topic.Label!, message.Payload, message.QualityOfService, message.Time));
                    break;
                case TopicKind.BulkRequest:
                    BulkExchange.Receive(topic.Label!, message);
                    break;
                case TopicKind.DataRouting:
                    RoutedData.Add(message);
                    break;
                case TopicKind.KeyValue:
                    Data(message.DeviceId).Apply(session, message.Payload);
                    break;
            }
        }
        catch (RefusedException refused) when (refused.Restriction == Restriction.Payload)
        {
            Refuse(refused.Restriction, refused.Message, message.DeviceId);
        }
    }

    /// <summary>Sends what a new subscription is sent first.</summary>
    public void Greet(DeviceSession session, DeviceTopic topic)
    {
        if (topic.Kind == TopicKind.KeyValue) Data(topic.DeviceId).Reload(session);
    }

    public void Refuse(Restriction restriction, string reason, ulong? deviceId)
    {
        Logger.Refused(restriction, deviceId, reason);
        Refusals.Add(new Refusal(restriction, reason, deviceId, Time.GetUtcNow()));
    }

    public void EndSession(EndedSession ended)
    {
        Logger.Ended(ended.DeviceId, ended.Reason);
        Devices.Find(ended.DeviceId)?.Change(device => device with { LastDisconnectTime = ended.EndedAt });
        EndedSessions.Add(ended);
    }

    public void BreakAll(ConnectionBreak how)
    {
        foreach (DeviceSession session in Sessions.All()) session.Break(how);
    }

    private void ReceiveEvent(ReceivedMessage message)
    {
        JsonElement root = MessageJson.ParseObject(message.Payload, "Event");
        string type = MessageJson.GetString(root, "eventType", "Event");
        root.TryGetProperty("eventData"u8, out JsonElement data);
        Events.Add(new ReceivedEvent(message.DeviceId, type, data, message.Payload, message.QualityOfService, message.Time));
    }
}
