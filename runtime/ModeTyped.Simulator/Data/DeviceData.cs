using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ModeTyped.Simulator;

/// <summary>
/// The data proxy of one device: its key-value store in the cloud. Every change raises the revision of the whole store by
/// one and is sent to the device's subscribed connections; each new subscription is sent all of it first. Thread safe.
/// </summary>
public sealed class DeviceData
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DataItem> _items = new(StringComparer.Ordinal);
    private readonly Cloud _cloud;
    private readonly StateFolder? _state;
    private readonly string _topic;

    internal DeviceData(Cloud cloud, StateFolder? state, ulong deviceId)
    {
        _cloud = cloud;
        _state = state;
        _topic = DeviceTopic.KeyValue(deviceId);
        DeviceId = deviceId;
        if (state?.LoadData(deviceId) is not { } kept) return;
        Revision = kept.Revision;
        foreach (DataItem item in kept.Items) _items[item.Key] = item;
    }

    /// <summary>The device.</summary>
    public ulong DeviceId { get; }

    /// <summary>The revision of the whole store: the number of changes so far.</summary>
    public long Revision { get; private set; }

    /// <summary>All pairs, in the order of their keys.</summary>
    public IReadOnlyList<DataItem> Items
    {
        get
        {
            lock (_gate) return [.. _items.Values.OrderBy(item => item.Key, StringComparer.Ordinal)];
        }
    }

    /// <summary>The pair of a key, or null where there is none.</summary>
    /// <param name="key">The key.</param>
    public DataItem? Find(string key)
    {
        lock (_gate) return _items.GetValueOrDefault(key);
    }

    /// <summary>Saves a pair from the cloud's side.</summary>
    /// <param name="key">The key; not empty.</param>
    /// <param name="value">The value in JSON; not null, which MODE does not list among the kinds of values.</param>
    /// <exception cref="JsonException">The value is not JSON.</exception>
    public void Set(string key, [StringSyntax(StringSyntaxAttribute.Json)] string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        JsonElement parsed = JsonElement.Parse(value);
        if (parsed.ValueKind == JsonValueKind.Null)
            throw new ArgumentException("A value cannot be null; use Delete to remove the key.", nameof(value));

        Set(key, parsed, writer: null);
    }

    /// <summary>Removes a pair from the cloud's side.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it was there.</returns>
    public bool Delete(string key) => Delete(key, writer: null);

    /// <summary>Takes a write that the device published.</summary>
    /// <exception cref="RefusedException">It is not a write.</exception>
    internal void Apply(DeviceSession writer, ReadOnlyMemory<byte> payload)
    {
        JsonElement write = MessageJson.ParseObject(payload, "Data proxy write");
        string key = MessageJson.GetString(write, "key", "Data proxy write");
        switch (MessageJson.GetString(write, "action", "Data proxy write"))
        {
            case "set" when write.TryGetProperty("value"u8, out JsonElement value) && value.ValueKind != JsonValueKind.Null:
                Set(key, value, writer);
                break;
            case "set":
                throw new RefusedException(Restriction.Payload, $"Data proxy write of \"{key}\" without a value.");
            case "delete":
                Delete(key, writer);
                break;
            case var action:
                throw new RefusedException(Restriction.Payload, $"Data proxy write with the action \"{action}\"; there are set and delete.");
        }
    }

    /// <summary>Sends everything to a connection that has just subscribed.</summary>
    internal void Reload(DeviceSession session)
    {
        lock (_gate) session.Send(ServerPackets.Publish(_topic, DataMessage.Reload(Revision, Items)));
    }

    private void Set(string key, JsonElement value, DeviceSession? writer)
    {
        lock (_gate)
        {
            Revision++;
            _items[key] = new DataItem(key, value, _cloud.Time.GetUtcNow(), Revision);
            Announce(new DataChange(DeviceId, key, value, writer is not null, Revision), writer);
        }
    }

    private bool Delete(string key, DeviceSession? writer)
    {
        lock (_gate)
        {
            if (!_items.Remove(key)) return false;
            Revision++;
            Announce(new DataChange(DeviceId, key, null, writer is not null, Revision), writer);
            return true;
        }
    }

    private void Announce(DataChange change, DeviceSession? writer)
    {
        _state?.SaveData(DeviceId, Revision, Items);
        _cloud.DataChanges.Add(change);
        _cloud.Sessions.Publish(
            DeviceId, _topic, DataMessage.Change(change), except: _cloud.Options.EchoDataWrites ? null : writer);
    }
}
