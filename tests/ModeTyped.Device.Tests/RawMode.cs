using System.Buffers;
using System.Text;
using System.Text.Json;
using ModeTyped.Mqtt;
using ModeTyped.Mqtt.Tests;

namespace ModeTyped.Device.Tests;

/// <summary>What a test that plays MODE byte by byte says and hears.</summary>
internal static class RawMode
{
    /// <summary>Accepts a connection, its CONNECT and the first SUBSCRIBE.</summary>
    /// <returns>The SUBSCRIBE.</returns>
    public static async Task<byte[]> WelcomeAsync(this RawServer server)
    {
        await server.AcceptConnectAsync();
        byte[] subscribe = await server.ReadPacketAsync();
        await server.GrantAsync(subscribe);
        return subscribe;
    }

    /// <summary>Accepts a connection and its CONNECT.</summary>
    /// <returns>The CONNECT.</returns>
    public static async Task<byte[]> AcceptConnectAsync(this RawServer server)
    {
        await server.AcceptAsync();
        byte[] connect = await server.ReadPacketAsync();
        Assert.Equal(0x10, connect[0]);
        await server.SendAsync(0x20, 2, 0, 0);
        return connect;
    }

    /// <summary>Answers a SUBSCRIBE, granting each topic but those refused.</summary>
    public static Task GrantAsync(this RawServer server, byte[] subscribe, params string[] refused)
    {
        (ushort packetId, string[] topics) = ReadSubscribe(subscribe);
        return server.SendAsync(
            [0x90, (byte)(2 + topics.Length), (byte)(packetId >> 8), (byte)packetId, .. topics.Select(topic => (byte)(refused.Contains(topic) ? 0x80 : 0))]);
    }

    public static (ushort PacketId, string[] Topics) ReadSubscribe(byte[] packet)
    {
        Assert.Equal(0x82, packet[0]);
        SubscribePacket subscribe = SubscribePacket.Read(Parse(packet));
        var topics = new List<string>();
        foreach (SubscribePacket.Subscription subscription in subscribe)
        {
            Assert.Equal(0, subscription.QualityOfService);
            topics.Add(Encoding.UTF8.GetString(subscription.Filter));
        }

        return (subscribe.PacketId, [.. topics]);
    }

    public static async Task<RawPublish> ReadPublishAsync(this RawServer server)
    {
        byte[] packet = await server.ReadPacketAsync();
        Assert.Equal(MqttPacketType.Publish, (MqttPacketType)(packet[0] >> 4));
        PublishPacket publish = PublishPacket.Read(Parse(packet));
        return new RawPublish(
            Encoding.UTF8.GetString(publish.Topic),
            publish.Payload.ToArray(),
            publish.QualityOfService,
            publish.PacketId,
            publish.Duplicate,
            publish.Retain);
    }

    public static Task AcknowledgeAsync(this RawServer server, ushort packetId) =>
        server.SendAsync(0x40, 2, (byte)(packetId >> 8), (byte)packetId);

    public static Task SendCommandAsync(this RawServer server, string json) => server.SendAsync(Command(json));

    /// <summary>The packet of a command to device 1234.</summary>
    public static byte[] Command(string json)
    {
        var output = new ArrayBufferWriter<byte>();
        MqttPacketWriter.WritePublish(
            output, "/devices/1234/command"u8, Encoding.UTF8.GetBytes(json), QualityOfService.AtMostOnce, 0, false);
        return output.WrittenSpan.ToArray();
    }

    private static MqttPacket Parse(byte[] packet)
    {
        var buffer = new ReadOnlySequence<byte>(packet);
        Assert.True(MqttPacket.TryRead(ref buffer, packet.Length, out MqttPacket parsed));
        return parsed;
    }
}

internal sealed record RawPublish(string Topic, byte[] Payload, byte QualityOfService, ushort PacketId, bool Duplicate, bool Retain)
{
    public string Text => Encoding.UTF8.GetString(Payload);

    public JsonElement Json => JsonElement.Parse(Payload);
}
