using ModeTyped.Mqtt;

namespace ModeTyped.Simulator;

/// <summary>The restrictions that MODE's MQTT page puts on each packet, beyond what MQTT 3.1.1 itself forbids.</summary>
internal static class MqttRules
{
    public static void CheckConnect(in ConnectPacket packet)
    {
        if (packet.ProtocolLevel != ConnectPacket.Level311)
        {
            throw new RefusedException(
                Restriction.ProtocolVersion,
                $"CONNECT with protocol level {packet.ProtocolLevel}; only MQTT 3.1.1 (level {ConnectPacket.Level311}) is supported.",
                ConnectReturnCode.UnacceptableProtocolVersion);
        }

        if (!packet.CleanSession)
        {
            throw new RefusedException(
                Restriction.PersistentSession,
                "CONNECT without clean session; persistent sessions are not allowed.",
                packet.ClientId.IsEmpty ? ConnectReturnCode.IdentifierRejected : ConnectReturnCode.NotAuthorized);
        }

        if (packet.HasWill)
        {
            throw new RefusedException(
                Restriction.Will, "CONNECT with a will; will topics are not supported.", ConnectReturnCode.NotAuthorized);
        }
    }

    /// <summary>Takes the topic of a PUBLISH apart.</summary>
    public static DeviceTopic CheckPublish(ulong deviceId, string topic, in PublishPacket packet)
    {
        if (packet.QualityOfService > 1)
        {
            throw new RefusedException(
                Restriction.PublishQualityOfService, $"PUBLISH to {topic} at QoS 2; only QoS 0 and 1 are supported.");
        }

        if (packet.Retain)
            throw new RefusedException(Restriction.Retain, $"PUBLISH to {topic} with retain; message retain is not supported.");

        DeviceTopic parsed = Parse(deviceId, topic, "PUBLISH");
        return parsed.Kind is not (TopicKind.Command or TopicKind.BulkResponse)
            ? parsed
            : throw new RefusedException(Restriction.UnknownTopic, $"PUBLISH to {topic}, which a device can only subscribe to.");
    }

    /// <summary>Takes a topic filter of a SUBSCRIBE apart.</summary>
    public static DeviceTopic CheckSubscribe(ulong deviceId, string filter, byte qualityOfService)
    {
        if (filter.AsSpan().ContainsAny('+', '#'))
            throw new RefusedException(Restriction.UnknownTopic, $"SUBSCRIBE to {filter}; MODE names each topic in full.");

        DeviceTopic parsed = Parse(deviceId, filter, "SUBSCRIBE");
        if (parsed.Kind is not (TopicKind.Command or TopicKind.KeyValue or TopicKind.BulkResponse))
        {
            throw new RefusedException(
                Restriction.UnknownTopic, $"SUBSCRIBE to {filter}, which a device can only publish to.");
        }

        // MODE's page allows QoS 1 for bulk data responses in one place and excludes it in another. A server may grant
        // less than was asked for, so QoS 0 satisfies both.
        int highest = parsed.Kind == TopicKind.BulkResponse ? 1 : 0;
        return qualityOfService <= highest
            ? parsed
            : throw new RefusedException(
                Restriction.SubscribeQualityOfService,
                $"SUBSCRIBE to {filter} at QoS {qualityOfService}; only QoS 0 is supported.");
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
