using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ModeTyped.Simulator.Protocol;
using ModeTyped.Simulator.Sessions;

namespace ModeTyped.Simulator;

/// <summary>What all connections share: the devices, their sessions, and the record of what happened.</summary>
internal sealed class Cloud(ModeSimulatorOptions options)
{
    private readonly ConcurrentDictionary<ulong, string> _keys = new(options.Devices);

    public ModeSimulatorOptions Options { get; } = options;

    public TimeProvider Time => Options.TimeProvider;

    public ILogger Logger { get; } = options.LoggerFactory.CreateLogger<ModeSimulator>();

    public SessionRegistry Sessions { get; } = new();

    public Recording<ReceivedEvent> Events { get; } = new();

    public Recording<ReceivedBulkData> BulkData { get; } = new();

    public Recording<Refusal> Refusals { get; } = new();

    public Recording<EndedSession> EndedSessions { get; } = new();

    /// <summary>Tells which device a CONNECT comes from.</summary>
    /// <exception cref="RefusedException">Unknown device or wrong key.</exception>
    public ulong Authenticate(ConnectPacket packet)
    {
        if (packet.UserName is null)
            throw BadCredentials("CONNECT without a user name; the user name is the device id.");
        if (!DeviceTopic.TryParseId(packet.UserName, out ulong id))
            throw BadCredentials("CONNECT whose user name is not a device id in decimal.");
        if (!_keys.TryGetValue(id, out string? key))
            throw BadCredentials($"CONNECT as device {id}, which does not exist.");
        if (packet.Password is null)
            throw BadCredentials($"CONNECT as device {id} without a password; the password is the device's API key.");
        if (!CryptographicOperations.FixedTimeEquals(packet.Password, Encoding.UTF8.GetBytes(key)))
            throw BadCredentials($"CONNECT as device {id} with a password that is not its API key.");

        return id;
    }

    /// <summary>Takes a message of a device.</summary>
    /// <exception cref="RefusedException">The device may not publish to that topic.</exception>
    public void Receive(DeviceSession session, PublishPacket packet)
    {
        DeviceTopic topic = TopicRules.CheckPublish(session.DeviceId, packet.Topic);
        Logger.Published(session.DeviceId, packet.Topic, packet.Payload.Length);
        switch (topic.Kind)
        {
            case TopicKind.Event:
                ReceiveEvent(session.DeviceId, packet);
                break;
            case TopicKind.BulkData:
                BulkData.Add(new ReceivedBulkData(
                    session.DeviceId, topic.Label!, packet.Payload, packet.QualityOfService, Time.GetUtcNow()));
                break;
        }
    }

    public void Refuse(Restriction restriction, string reason, ulong? deviceId)
    {
        Logger.Refused(restriction, deviceId, reason);
        Refusals.Add(new Refusal(restriction, reason, deviceId, Time.GetUtcNow()));
    }

    public void EndSession(EndedSession ended)
    {
        Logger.Ended(ended.DeviceId, ended.Reason);
        EndedSessions.Add(ended);
    }

    private static RefusedException BadCredentials(string reason) =>
        new(Restriction.Credentials, reason, ConnectReturnCode.BadUserNameOrPassword);

    private void ReceiveEvent(ulong deviceId, PublishPacket packet)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(packet.Payload);
        }
        catch (JsonException exception)
        {
            Refuse(Restriction.Payload, $"Event that is not JSON: {exception.Message}", deviceId);
            return;
        }

        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("eventType"u8, out JsonElement type)
            || type.ValueKind != JsonValueKind.String)
        {
            Refuse(Restriction.Payload, """Event that is not a JSON object with a string "eventType".""", deviceId);
            return;
        }

        root.TryGetProperty("eventData"u8, out JsonElement data);
        Events.Add(new ReceivedEvent(
            deviceId, type.GetString()!, data, packet.Payload, packet.QualityOfService, Time.GetUtcNow()));
    }
}
