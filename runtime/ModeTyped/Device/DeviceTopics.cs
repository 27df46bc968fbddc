using System.Collections.Concurrent;
using System.Globalization;
using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>The topics of one device, as MODE's MQTT page names them.</summary>
internal sealed class DeviceTopics
{
    private readonly ConcurrentDictionary<string, MqttTopic> _bulk = new(StringComparer.Ordinal);
    private readonly string _device;

    public DeviceTopics(ulong deviceId)
    {
        _device = string.Create(CultureInfo.InvariantCulture, $"/devices/{deviceId}/");
        Event = new MqttTopic(_device + "event");
        Command = new MqttTopic(_device + "command");
        Data = new MqttTopic(_device + "kv");
        Routing = new MqttTopic(_device + "data");
    }

    public MqttTopic Event { get; }

    public MqttTopic Command { get; }

    /// <summary>The Device Data Proxy.</summary>
    public MqttTopic Data { get; }

    /// <summary>Data Routing.</summary>
    public MqttTopic Routing { get; }

    public MqttTopic BulkRequest(string label) => Bulk(label + "/request");

    public MqttTopic BulkResponse(string label) => Bulk(label + "/response");

    public MqttTopic Bulk(string label) =>
        _bulk.GetOrAdd(label, static (label, device) => new MqttTopic($"{device}bulkData/{label}"), _device);

    /// <summary>The topic of a stored message, or null where it is another device's.</summary>
    public MqttTopic? Stored(string name) =>
        !name.StartsWith(_device, StringComparison.Ordinal) ? null
        : name == Event.Name ? Event
        : IsBulk(name) ? Bulk(name[(_device.Length + "bulkData/".Length)..])
        : new MqttTopic(name);

    /// <summary>A topic with its device's id left open.</summary>
    public static string TemplateOf(MqttTopic topic) =>
        string.Concat("/devices/{deviceId}", topic.Name.AsSpan(topic.Name.IndexOf('/', "/devices/".Length)));

    public SendLane LaneOf(string name) => IsBulk(name) ? SendLane.Bulk : SendLane.Events;

    private bool IsBulk(string name) => name.AsSpan(_device.Length).StartsWith("bulkData/", StringComparison.Ordinal);
}
