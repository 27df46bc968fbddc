using ModeTyped.TestSupport;

namespace ModeTyped.Mqtt.Tests;

public sealed class InFlightTests
{
    private static readonly MqttTopic Event = new("/e");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Senders_wait_for_the_window_in_order_and_can_give_up()
    {
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync(server.Options() with { InFlightWindow = 2 });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task first = Publish(link, 1);
        Task second = Publish(link, 2);
        Task cancelled = Publish(link, 3, stop.Token);
        Task fourth = Publish(link, 4);
        Task fifth = Publish(link, 5);
        Assert.Equal((1, 1), await ReadPublishAsync(server));
        Assert.Equal((2, 2), await ReadPublishAsync(server));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await server.SendAsync(0x40, 2, 0, 2);
        await second;

        // 3 is skipped: with a window of two it shares its place with 1, which is in flight still.
        Assert.Equal((4, 4), await ReadPublishAsync(server));
        await server.SendAsync(0x40, 2, 0, 1, 0x40, 2, 0, 4);
        await Task.WhenAll(first, fourth);
        Assert.Equal((5, 5), await ReadPublishAsync(server));
        await server.SendAsync(0x40, 2, 0, 5);
        await fifth;
        Assert.Equal(0, link.UnexpectedAcknowledgements);
    }

    [Fact]
    public async Task QoS_0_is_not_held_up_by_a_full_window()
    {
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync(server.Options() with { InFlightWindow = 1 });
        _ = Publish(link, 1);
        _ = Publish(link, 2);
        await link.PublishAsync(Event, new byte[] { 3 }, QualityOfService.AtMostOnce, Cancellation);
        await ReadPublishAsync(server);
        Assert.Equal([0x30, 5, 0, 2, .. "/e"u8, 3], await server.ReadPacketAsync());
    }

    [Fact]
    public async Task A_given_up_publish_keeps_its_place_until_its_acknowledgement()
    {
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync(server.Options() with { InFlightWindow = 1 });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task abandoned = Publish(link, 1, stop.Token);
        await ReadPublishAsync(server);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);

        Task next = Publish(link, 2);
        await link.PublishAsync(Event, new byte[] { 3 }, QualityOfService.AtMostOnce, Cancellation);
        Assert.Equal(0x30, (await server.ReadPacketAsync())[0]);
        await server.SendAsync(0x40, 2, 0, 1);
        Assert.Equal((2, 2), await ReadPublishAsync(server));
        await server.SendAsync(0x40, 2, 0, 2);
        await next;
        Assert.Equal(0, link.UnexpectedAcknowledgements);
    }

    [Fact]
    public async Task A_given_up_publish_that_is_never_acknowledged_still_ends_the_connection()
    {
        var time = new VirtualTimeProvider();
        await using var server = new RawServer();
        MqttLinkOptions options = server.Options(time) with { ResponseTimeout = TimeSpan.FromSeconds(3) };
        await using MqttLink link = await server.ConnectAsync(options);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task abandoned = Publish(link, 1, stop.Token);
        await ReadPublishAsync(server);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        await time.WhenTimerIsDueWithinAsync(options.ResponseTimeout, Cancellation);
        time.Advance(options.ResponseTimeout);
        Assert.Equal(MqttCloseReason.ResponseTimeout, await link.Closed);
    }

    [Fact]
    public async Task A_cancelled_token_sends_nothing()
    {
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Publish(link, 1, new CancellationToken(true)));
        await link.DisposeAsync();
        Assert.Empty(await server.ReadToEndAsync());
    }

    [Fact]
    public async Task Packet_identifiers_go_round_and_skip_those_in_flight()
    {
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync(server.Options() with { InFlightWindow = 8 });
        Task held = Publish(link, 1);
        Assert.Equal((1, 1), await ReadPublishAsync(server));

        var seen = new HashSet<int>();
        int last = 0;
        while (last != ushort.MaxValue)
        {
            Task next = Publish(link, 2);
            (_, last) = await ReadPublishAsync(server);
            Assert.True(seen.Add(last));
            Assert.NotInRange(last, 0, 1);
            await server.SendAsync(0x40, 2, (byte)(last >> 8), (byte)last);
            await next;
        }

        // Of every eight identifiers one shares its place with the one that is held.
        Assert.InRange(seen.Count, ushort.MaxValue / 8 * 7, ushort.MaxValue);
        Task round = Publish(link, 3);
        Assert.Equal((3, 2), await ReadPublishAsync(server));
        await server.SendAsync(0x40, 2, 0, 2, 0x40, 2, 0, 1);
        await Task.WhenAll(held, round);
    }

    [Fact]
    public async Task Acknowledgements_are_matched_in_any_order()
    {
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync();
        Task[] sends = [.. Enumerable.Range(1, 10).Select(number => Publish(link, (byte)number))];
        for (int i = 0; i < sends.Length; i++) await ReadPublishAsync(server);
        for (byte id = 10; id >= 1; id--)
        {
            await server.SendAsync(0x40, 2, 0, id);
            await sends[id - 1];
            Assert.True(sends[..(id - 1)].All(send => !send.IsCompleted));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missing_SUBACK_or_UNSUBACK_closes_the_connection(bool subscribe)
    {
        var time = new VirtualTimeProvider();
        await using var server = new RawServer();
        MqttLinkOptions options = server.Options(time) with { ResponseTimeout = TimeSpan.FromSeconds(3) };
        await using MqttLink link = await server.ConnectAsync(options);
        Task waiting = subscribe
            ? link.SubscribeAsync([Event], Cancellation).AsTask()
            : link.UnsubscribeAsync([Event], Cancellation).AsTask();
        await server.ReadPacketAsync();
        await time.WhenTimerIsDueWithinAsync(options.ResponseTimeout, Cancellation);
        time.Advance(options.ResponseTimeout);
        Assert.Equal(
            MqttCloseReason.ResponseTimeout, (await Assert.ThrowsAsync<MqttLinkException>(() => waiting)).Reason);
    }

    private static Task Publish(MqttLink link, byte number, CancellationToken cancellationToken = default) =>
        link.PublishAsync(Event, new[] { number }, QualityOfService.AtLeastOnce, cancellationToken).AsTask();

    private static async Task<(int Number, int PacketId)> ReadPublishAsync(RawServer server)
    {
        byte[] packet = await server.ReadPacketAsync();
        Assert.Equal([0x32, 7, 0, 2, .. "/e"u8], packet[..6]);
        return (packet[8], (packet[6] << 8) | packet[7]);
    }
}
