using System.Buffers;

namespace ModeTyped.Mqtt.Tests;

/// <summary>Decodes bytes into the notation that mqtt-packet.js prints.</summary>
internal static class PacketText
{
    public static string Decode(byte[] bytes)
    {
        var results = new List<string>();
        var buffer = new ReadOnlySequence<byte>(bytes);
        try
        {
            while (MqttPacket.TryRead(ref buffer, int.MaxValue, out MqttPacket packet)) results.Add(Describe(packet));
        }
        catch (MqttProtocolException exception)
        {
            results.Add($"error {exception.Message}");
        }

        return string.Join('|', results);
    }

    private static string Describe(in MqttPacket packet)
    {
        switch (packet.Type)
        {
            case MqttPacketType.Connect:
                return Describe(ConnectPacket.Read(packet));
            case MqttPacketType.ConnAck:
                ConnAckPacket answer = ConnAckPacket.Read(packet);
                return $"connack present={Bit(answer.SessionPresent)} code={(byte)answer.ReturnCode}";
            case MqttPacketType.Publish:
                PublishPacket publish = PublishPacket.Read(packet);
                return $"publish qos={publish.QualityOfService} dup={Bit(publish.Duplicate)} retain={Bit(publish.Retain)} "
                    + $"id={publish.PacketId} topic={Hex(publish.Topic)} payload={Hex(publish.Payload)}";
            case MqttPacketType.Subscribe:
                SubscribePacket subscribe = SubscribePacket.Read(packet);
                var subscriptions = new List<string>();
                foreach (SubscribePacket.Subscription one in subscribe)
                    subscriptions.Add($"{Hex(one.Filter)}/{one.QualityOfService}");
                return $"subscribe id={subscribe.PacketId} {string.Join(',', subscriptions)}";
            case MqttPacketType.SubAck:
                SubAckPacket granted = SubAckPacket.Read(packet);
                return $"suback id={granted.PacketId} {Hex(granted.ReturnCodes)}";
            case MqttPacketType.Unsubscribe:
                UnsubscribePacket unsubscribe = UnsubscribePacket.Read(packet);
                var filters = new List<string>();
                foreach (ReadOnlySequence<byte> filter in unsubscribe) filters.Add(Hex(filter));
                return $"unsubscribe id={unsubscribe.PacketId} {string.Join(',', filters)}";
            case MqttPacketType.PingReq or MqttPacketType.PingResp or MqttPacketType.Disconnect:
                EmptyPacket.Read(packet);
                return Name(packet.Type);
            default:
                return $"{Name(packet.Type)} id={AcknowledgePacket.Read(packet).PacketId}";
        }
    }

    private static string Describe(in ConnectPacket connect)
    {
        if (connect.ProtocolLevel != ConnectPacket.Level311) return $"connect level={connect.ProtocolLevel}";
        string will = connect.HasWill
            ? $"{Hex(connect.WillTopic)}/{Hex(connect.WillMessage)}/{connect.WillQualityOfService}/{Bit(connect.WillRetain)}"
            : "-";
        return $"connect level=4 clean={Bit(connect.CleanSession)} keepalive={connect.KeepAlive} id={Hex(connect.ClientId)} "
            + $"user={Optional(connect.UserName)} password={Optional(connect.Password)} will={will}";
    }

#pragma warning disable CA1308 // The notation is lower case.
    private static string Name(MqttPacketType type) => type.ToString().ToLowerInvariant();

    private static string Hex(in ReadOnlySequence<byte> bytes) => Convert.ToHexString(bytes.ToArray()).ToLowerInvariant();
#pragma warning restore CA1308

    private static string Optional(ReadOnlySequence<byte>? bytes) => bytes is { } some ? Hex(some) : "-";

    private static int Bit(bool value) => value ? 1 : 0;
}
