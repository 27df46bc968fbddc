using System.Collections.Concurrent;
using System.Globalization;
using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>The topics of one device, as MODE's MQTT page names them, each made when it is first used. Safe from any thread.</summary>
internal sealed class DeviceTopics(ulong deviceId)
{
    private readonly string _device = string.Create(CultureInfo.InvariantCulture, $"/devices/{deviceId}/");
    private ConcurrentDictionary<string, MqttTopic>? _bulk;

    public MqttTopic Event => field ??= new MqttTopic(_device + "event");

    public MqttTopic Command => field ??= new MqttTopic(_device + "command");

    /// <summary>The Device Data Proxy.</summary>
    public MqttTopic Data => field ??= new MqttTopic(_device + "kv");

    /// <summary>Data Routing.</summary>
    public MqttTopic Routing => field ??= new MqttTopic(_device + "data");

    public MqttTopic BulkRequest(string label) => Bulk(label + "/request");

    public MqttTopic BulkResponse(string label) => Bulk(label + "/response");

    public MqttTopic Bulk(string label) =>
        LazyInitializer.EnsureInitialized(ref _bulk, static () => new(StringComparer.Ordinal)).GetOrAdd(
            label, static (label, device) => new MqttTopic($"{device}bulkData/{label}"), _device);

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
