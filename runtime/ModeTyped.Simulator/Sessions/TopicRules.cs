using ModeTyped.Simulator.Protocol;

namespace ModeTyped.Simulator.Sessions;

/// <summary>Which topics a device may publish to and subscribe to.</summary>
internal static class TopicRules
{
    /// <summary>Takes the topic of a PUBLISH apart.</summary>
    /// <exception cref="RefusedException">The device may not publish to it.</exception>
    public static DeviceTopic CheckPublish(ulong deviceId, string topic)
    {
        DeviceTopic parsed = Parse(deviceId, topic, "PUBLISH");
        if (parsed.Kind is TopicKind.Command or TopicKind.BulkResponse)
            throw new RefusedException(Restriction.UnknownTopic, $"PUBLISH to {topic}, which a device can only subscribe to.");

        return parsed;
    }

    /// <summary>Tells why a topic filter is refused, or null where it is granted.</summary>
    public static RefusedException? CheckSubscribe(ulong deviceId, string topic, byte qos)
    {
        try
        {
            if (topic.AsSpan().ContainsAny('+', '#'))
                return new RefusedException(Restriction.UnknownTopic, $"SUBSCRIBE to {topic}; MODE names each topic in full.");

            DeviceTopic parsed = Parse(deviceId, topic, "SUBSCRIBE");
            if (parsed.Kind is not (TopicKind.Command or TopicKind.KeyValue or TopicKind.BulkResponse))
                return new RefusedException(Restriction.UnknownTopic, $"SUBSCRIBE to {topic}, which a device can only publish to.");

            // MODE's page allows QoS 1 for bulk data responses in one place and excludes it in another. A server may
            // grant less than was asked for, so QoS 0 satisfies both.
            int highest = parsed.Kind == TopicKind.BulkResponse ? 1 : 0;
            return qos > highest
                ? new RefusedException(
                    Restriction.SubscribeQualityOfService, $"SUBSCRIBE to {topic} at QoS {qos}; only QoS 0 is supported.")
                : null;
        }
        catch (RefusedException refused)
        {
            return refused;
        }
    }

    private static DeviceTopic Parse(ulong deviceId, string topic, string packet)
    {
        DeviceTopic parsed = DeviceTopic.Parse(topic);
        if (parsed.Kind == TopicKind.Unknown)
            throw new RefusedException(Restriction.UnknownTopic, $"{packet} to {topic}; MODE has no such topic.");
        if (parsed.DeviceId != deviceId)
            throw new RefusedException(Restriction.ForeignTopic, $"{packet} to {topic}, a topic of another device.");

        return parsed;
    }
}
