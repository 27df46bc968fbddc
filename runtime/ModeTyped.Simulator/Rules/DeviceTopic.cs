using System.Globalization;

namespace ModeTyped.Simulator;

/// <summary>A topic of MODE, <c>/devices/ID/...</c>, taken apart.</summary>
/// <param name="DeviceId">The device in the topic.</param>
/// <param name="Kind">What the topic is for.</param>
/// <param name="Label">The bulk data label, for the kinds that have one.</param>
internal readonly record struct DeviceTopic(ulong DeviceId, TopicKind Kind, string? Label)
{
    private const string Prefix = "/devices/";

    public static string Command(ulong deviceId) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{deviceId}/command");

    public static string KeyValue(ulong deviceId) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{deviceId}/kv");

    public static string BulkResponse(ulong deviceId, string label) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{deviceId}/bulkData/{label}/response");

    /// <summary>Takes a topic apart; the kind is <see cref="TopicKind.Unknown"/> where MODE has no such topic.</summary>
    public static DeviceTopic Parse(string topic)
    {
        if (!topic.StartsWith(Prefix, StringComparison.Ordinal)) return default;
        string[] levels = topic[Prefix.Length..].Split('/');
        if (!TryParseId(levels[0], out ulong id)) return default;

        return levels switch
        {
            [_, "event"] => new(id, TopicKind.Event, null),
            [_, "command"] => new(id, TopicKind.Command, null),
            [_, "kv"] => new(id, TopicKind.KeyValue, null),
            [_, "data"] => new(id, TopicKind.DataRouting, null),
            [_, "bulkData", { Length: > 0 } label] => new(id, TopicKind.BulkData, label),
            [_, "bulkData", { Length: > 0 } label, "request"] => new(id, TopicKind.BulkRequest, label),
            [_, "bulkData", { Length: > 0 } label, "response"] => new(id, TopicKind.BulkResponse, label),
            _ => new(id, TopicKind.Unknown, null),
        };
    }

    /// <summary>Reads a device id in the one form that MODE writes: decimal, no sign, no leading zero.</summary>
    public static bool TryParseId(string text, out ulong id) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id)
        && (text.Length == 1 || text[0] != '0');
}
