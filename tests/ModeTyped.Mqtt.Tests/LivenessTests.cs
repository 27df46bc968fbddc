using ModeTyped.TestSupport;

namespace ModeTyped.Mqtt.Tests;

public sealed class LivenessTests
{
    private static readonly MqttTopic Event = new("/e");
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ping_is_sent_when_nothing_was_received_for_the_keep_alive()
    {
        var time = new VirtualTimeProvider();
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync(server.Options(time) with { KeepAlive = KeepAlive });
        time.Advance(TimeSpan.FromSeconds(1.9));
        await link.PublishAsync(Event, default, QualityOfService.AtMostOnce, Cancellation);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(MqttPacketType.Publish, (MqttPacketType)((await server.ReadPacketAsync())[0] >> 4));
        Assert.Equal([0xC0, 0], await server.ReadPacketAsync());
    }

    [Fact]
    public async Task A_ping_is_sent_when_nothing_was_sent_for_the_keep_alive_though_messages_come()
    {
        var time = new VirtualTimeProvider();
        var receiver = new RecordingReceiver();
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync(server.Options(time) with { KeepAlive = KeepAlive }, receiver);
        time.Advance(TimeSpan.FromSeconds(1.9));
        await server.SendAsync([0x30, 4, 0, 2, .. "/c"u8]);
        await receiver.NextAsync();
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal([0xC0, 0], await server.ReadPacketAsync());
    }

    [Theory]
    [InlineData(QualityOfService.AtMostOnce)]
    [InlineData(QualityOfService.AtLeastOnce)]
    public async Task A_silent_peer_is_dead_after_one_and_a_half_keep_alives_whatever_is_sent(QualityOfService qualityOfService)
    {
        var time = new VirtualTimeProvider();
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync(server.Options(time) with { KeepAlive = KeepAlive });
        var sends = new List<Task>();
        for (int i = 0; i < 5; i++)
        {
            time.Advance(TimeSpan.FromSeconds(0.5));
            sends.Add(link.PublishAsync(Event, default, qualityOfService, Cancellation).AsTask());
        }

        time.Advance(TimeSpan.FromSeconds(0.49));
        Assert.False(link.Closed.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.01));
        Assert.Equal(MqttCloseReason.KeepAliveTimeout, await link.Closed);
        foreach (Task send in sends)
        {
            if (qualityOfService == QualityOfService.AtMostOnce) await send;
            else Assert.Equal(MqttCloseReason.KeepAliveTimeout, (await Assert.ThrowsAsync<MqttLinkException>(() => send)).Reason);
        }
    }

    [Fact]
    public async Task Any_received_packet_is_a_sign_of_life()
    {
        var time = new VirtualTimeProvider();
        var receiver = new RecordingReceiver();
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync(server.Options(time) with { KeepAlive = KeepAlive }, receiver);
        for (int i = 0; i < 10; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1.4));
            await server.SendAsync([0x30, 4, 0, 2, .. "/c"u8]);
            await receiver.NextAsync();
        }

        Assert.False(link.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_late_answer_to_an_earlier_ping_does_not_answer_the_next_one()
    {
        var time = new VirtualTimeProvider();
        var receiver = new RecordingReceiver();
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync(server.Options(time) with { KeepAlive = KeepAlive }, receiver);
        time.Advance(KeepAlive);
        Assert.Equal([0xC0, 0], await server.ReadPacketAsync());
        await server.SendAsync([0xD0, 0, 0xD0, 0, 0x30, 4, 0, 2, .. "/c"u8]);
        await receiver.NextAsync();
        time.Advance(KeepAlive);
        Assert.Equal([0xC0, 0], await server.ReadPacketAsync());
        time.Advance(KeepAlive / 2);
        Assert.Equal(MqttCloseReason.KeepAliveTimeout, await link.Closed);
    }

    [Fact]
    public void Progress_of_a_large_packet_counts_only_while_it_holds_up_a_ping()
    {
        var liveness = new MqttLiveness(keepAlive: 100, timestamp: 0);
        liveness.OnProgress(90);
        Assert.Equal(MqttLiveness.Verdict.PingDue, liveness.Check(100, out long next));
        Assert.Equal(150, next);
        liveness.OnProgress(140);
        Assert.Equal(MqttLiveness.Verdict.Alive, liveness.Check(150, out next));
        Assert.Equal(190, next);
        liveness.OnSent(160, withPing: true);
        liveness.OnProgress(200);
        Assert.Equal(MqttLiveness.Verdict.Dead, liveness.Check(210, out _));
    }

    [Fact]
    public async Task A_ping_goes_ahead_of_the_large_messages_that_wait()
    {
        var time = new VirtualTimeProvider();
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync(server.Options(time) with { KeepAlive = KeepAlive });

        // More than both sockets' buffers hold, so that the first is being written and the second waits.
        var large = new byte[32 * 1024 * 1024];
        Task first = link.PublishAsync(Event, large, QualityOfService.AtMostOnce, Cancellation).AsTask();
        Task second = link.PublishAsync(Event, large, QualityOfService.AtMostOnce, Cancellation).AsTask();
        time.Advance(KeepAlive);
        Assert.Equal(0x30, (await server.ReadPacketAsync())[0]);
        Assert.Equal([0xC0, 0], await server.ReadPacketAsync());
        Assert.Equal(0x30, (await server.ReadPacketAsync())[0]);
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task A_frozen_broker_is_noticed_within_one_and_a_half_keep_alives()
    {
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync((1234, "key"));
        var topic = new MqttTopic("/devices/1234/event");
        await using IMqttLink link = await new MqttLinkFactory().ConnectAsync(
            new MqttLinkOptions
            {
                Host = "127.0.0.1",
                Port = broker.Port,
                UseTls = false,
                UserName = "1234",
                Password = "key",
                KeepAlive = KeepAlive,
            },
            new RecordingReceiver(),
            Cancellation);
        await link.PublishAsync(topic, default, QualityOfService.AtLeastOnce, Cancellation);

        broker.Freeze();
        long frozenAt = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.5));
        var acknowledged = new List<Task>();
        while (!link.Closed.IsCompleted)
        {
            acknowledged.Add(link.PublishAsync(topic, default, QualityOfService.AtLeastOnce, Cancellation).AsTask());
            try
            {
                await link.PublishAsync(topic, default, QualityOfService.AtMostOnce, Cancellation);
            }
            catch (MqttLinkException)
            {
                // The link closed in this very moment.
            }

            await Task.WhenAny(timer.WaitForNextTickAsync(Cancellation).AsTask(), link.Closed);
            if (link.Closed.IsCompleted) break;
        }

        TimeSpan noticed = TimeProvider.System.GetElapsedTime(frozenAt);
        Assert.Equal(MqttCloseReason.KeepAliveTimeout, await link.Closed);
        foreach (Task send in acknowledged) await Assert.ThrowsAsync<MqttLinkException>(() => send);

        // 1.5 times the keep-alive from the last byte received, which came before the freeze; the rest is the machine's.
        Assert.InRange(noticed, KeepAlive, KeepAlive * 1.5 + TimeSpan.FromSeconds(1));
    }
}
