using ModeTyped.TestSupport;

namespace ModeTyped.Mqtt.Tests;

public sealed class LinkTests
{
    private static readonly MqttTopic Event = new("/e");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_is_byte_for_byte_what_MODE_s_page_asks_for()
    {
        await using var server = new RawServer();
        Task<IMqttLink> connecting = new MqttLinkFactory()
            .ConnectAsync(server.Options(), new RecordingReceiver(), Cancellation).AsTask();
        await server.AcceptAsync();
        Assert.Equal(
            [0x10, 23, 0, 4, .. "MQTT"u8, 4, 0xC2, 0, 30, 0, 0, 0, 4, .. "1234"u8, 0, 3, .. "key"u8],
            await server.ReadAsync(25));
        await server.SendAsync(0x20, 2, 0, 0);
        await using IMqttLink link = await connecting;

        Task<IReadOnlyList<bool>> subscribing = link.SubscribeAsync([new("/c"), new("/kv")], Cancellation).AsTask();
        Assert.Equal([0x82, 13, 0, 1, 0, 2, .. "/c"u8, 0, 0, 3, .. "/kv"u8, 0], await server.ReadPacketAsync());
        await server.SendAsync(0x90, 4, 0, 1, 0, 0x80);
        Assert.Equal([true, false], await subscribing);

        await link.PublishAsync(Event, "a"u8.ToArray(), QualityOfService.AtMostOnce, Cancellation);
        Assert.Equal([0x30, 5, 0, 2, .. "/ea"u8], await server.ReadPacketAsync());

        Task publishing = link.PublishAsync(Event, "b"u8.ToArray(), QualityOfService.AtLeastOnce, Cancellation).AsTask();
        Assert.Equal([0x32, 7, 0, 2, .. "/e"u8, 0, 2, .. "b"u8], await server.ReadPacketAsync());
        Assert.False(publishing.IsCompleted);
        await server.SendAsync(0x40, 2, 0, 2);
        await publishing;

        Task unsubscribing = link.UnsubscribeAsync([new("/c")], Cancellation).AsTask();
        Assert.Equal([0xA2, 6, 0, 3, 0, 2, .. "/c"u8], await server.ReadPacketAsync());
        await server.SendAsync(0xB0, 2, 0, 3);
        await unsubscribing;

        Task disconnecting = link.DisconnectAsync(Cancellation).AsTask();
        Assert.Equal([0xE0, 0], await server.ReadToEndAsync());
        server.Close();
        await disconnecting;
        Assert.Equal(MqttCloseReason.ByClient, await link.Closed);
    }

    [Fact]
    public async Task Messages_before_the_SUBACK_and_split_into_single_bytes_are_received()
    {
        await using var server = new RawServer();
        var receiver = new RecordingReceiver();
        await using MqttLink link = await server.ConnectAsync(receiver: receiver);
        Task<IReadOnlyList<bool>> subscribing = link.SubscribeAsync([new("/kv")], Cancellation).AsTask();
        await server.ReadPacketAsync();
        byte[] bytes = [0x30, 9, 0, 3, .. "/kvdata"u8.ToArray()[..7], 0x90, 3, 0, 1, 0];
        foreach (byte value in bytes) await server.SendAsync(value);
        (string topic, byte[] payload) = await receiver.NextAsync();
        Assert.Equal("/kv", topic);
        Assert.Equal("data"u8.ToArray(), payload);
        Assert.Equal([true], await subscribing);
    }

    [Fact]
    public async Task A_message_at_QoS_1_is_acknowledged()
    {
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync();
        await server.SendAsync(0x32, 6, 0, 2, (byte)'/', (byte)'c', 1, 2);
        Assert.Equal([0x40, 2, 1, 2], await server.ReadPacketAsync());
    }

    [Fact]
    public async Task Late_duplicate_and_unknown_acknowledgements_are_counted_and_ignored()
    {
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync();
        Task first = link.PublishAsync(Event, default, QualityOfService.AtLeastOnce, Cancellation).AsTask();
        await server.ReadPacketAsync();
        await server.SendAsync(0x40, 2, 0, 1, 0x40, 2, 0, 1, 0x40, 2, 9, 9);
        await first;

        Task second = link.PublishAsync(Event, default, QualityOfService.AtLeastOnce, Cancellation).AsTask();
        Assert.Equal(2, (await server.ReadPacketAsync())[7]);
        await server.SendAsync(0x40, 2, 0, 1, 0xB0, 2, 0, 2, 0x40, 2, 0, 2);
        await second;
        Assert.Equal(4, link.UnexpectedAcknowledgements);
        Assert.False(link.Closed.IsCompleted);
    }

    [Fact]
    public async Task An_acknowledgement_that_does_not_come_closes_the_connection()
    {
        var time = new VirtualTimeProvider();
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync(
            server.Options(time) with { ResponseTimeout = TimeSpan.FromSeconds(5) });
        Task publishing = link.PublishAsync(Event, default, QualityOfService.AtLeastOnce, Cancellation).AsTask();
        await server.ReadPacketAsync();
        await time.WhenTimerIsDueWithinAsync(TimeSpan.FromSeconds(5), Cancellation);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(publishing.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(MqttCloseReason.ResponseTimeout, (await Assert.ThrowsAsync<MqttLinkException>(() => publishing)).Reason);
        Assert.Equal(MqttCloseReason.ResponseTimeout, await link.Closed);
        await Assert.ThrowsAsync<MqttLinkException>(
            async () => await link.PublishAsync(Event, default, QualityOfService.AtMostOnce, Cancellation));
    }
}
