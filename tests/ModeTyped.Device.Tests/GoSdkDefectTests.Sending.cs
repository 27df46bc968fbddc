using ModeTyped.Simulator;

namespace ModeTyped.Device.Tests;

public sealed partial class GoSdkDefectTests
{
    private static readonly SendOptions AtMostOnce = new(QualityOfService.AtMostOnce);

    [Fact]
    public async Task D02_An_event_without_PUBACK_is_sent_again_over_the_next_connection_and_reported_only_then()
    {
        ModeDevice device = await ConnectAsync();
        Task<SendFate> send = device.PublishAsync(new Reading(7), Cancellation).AsTask();
        RawPublish first = await Server.ReadPublishAsync();

        await WhenWrittenAsync(device);
        await PassAsync(TimeSpan.FromSeconds(15));
        await PassReconnectDelayAsync(device);
        await Server.WelcomeAsync();
        RawPublish second = await Server.ReadPublishAsync();
        Assert.False(send.IsCompleted);
        await Server.AcknowledgeAsync(second.PacketId);

        Assert.Equal(SendFate.Delivered, await send);
        Assert.Equal("7", second.Text);
        Assert.Equal((first.Topic, first.Text, (byte)1), (second.Topic, second.Text, second.QualityOfService));
        Assert.False(first.Duplicate);

        // With a clean session this is a new message to the Server.
        Assert.False(second.Duplicate);
    }

    [Fact]
    public async Task D03_What_is_sent_without_a_connection_goes_out_in_order_once_there_is_one()
    {
        await using ModeSimulator mode = await StartModeAsync();
        mode.Faults.Outage = true;
        await using var device = ModeDevice.Start(Options(mode), Commands);
        await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        Task<SendFate> first = device.PublishAsync(new Gauge(0), Cancellation).AsTask();
        for (int i = 1; i < 20; i++)
            Assert.Equal(SendFate.Stored, await device.EnqueueAsync(new Gauge(i), cancellationToken: Cancellation));

        mode.Faults.Outage = false;

        Assert.Equal(SendFate.Delivered, await first);
        await mode.Events.WaitAsync(_ => mode.Events.Count == 20, cancellationToken: Cancellation);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (double)i), ValuesOf(mode));
    }

    [Fact]
    public async Task D03_A_stop_tells_what_it_gave_up()
    {
        await using ModeSimulator mode = await StartModeAsync();
        mode.Faults.Outage = true;
        var device = ModeDevice.Start(Options(mode), Commands);
        Task<SendFate> awaited = device.PublishAsync(new Gauge(0), Cancellation).AsTask();
        await device.EnqueueAsync(new Gauge(1), cancellationToken: Cancellation);

        StopReport report = await device.StopAsync(Cancellation);

        Assert.Equal(2, report.UndeliveredMessages);
        Assert.Equal(SendFate.Dropped, (await FailureOf(new ValueTask<SendFate>(awaited))).Fate);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public async Task D08_A_number_without_a_JSON_form_fails_at_the_call_and_sends_nothing(double value)
    {
        await using ModeSimulator mode = await StartModeAsync();
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(mode), Commands, Cancellation);

        await Assert.ThrowsAsync<ModePayloadException>(async () => await device.PublishAsync(new Gauge(value), Cancellation));
        await Assert.ThrowsAsync<ModePayloadException>(async () => await device.EnqueueAsync(new Gauge(value), cancellationToken: Cancellation));
        await device.PublishAsync(new Gauge(1), Cancellation);

        Assert.Equal([1.0], ValuesOf(mode));
        Assert.Empty(mode.Refusals.ToList());
    }

    [Fact]
    public async Task D11_A_late_PUBACK_of_a_given_up_event_is_not_taken_for_the_next_one()
    {
        ModeDevice device = await ConnectAsync();
        ValueTask<SendFate> given = device.PublishAsync(new Reading(1), new SendOptions(Timeout: TimeSpan.FromSeconds(3)), Cancellation);
        RawPublish first = await Server.ReadPublishAsync();
        Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(SendFate.Expired, (await FailureOf(given)).Fate);

        Task<SendFate> next = device.PublishAsync(new Reading(2), Cancellation).AsTask();
        RawPublish second = await Server.ReadPublishAsync();
        CommandLog commands = Handle("now");
        await Server.AcknowledgeAsync(first.PacketId);
        await Server.SendCommandAsync("""{"action":"now"}""");
        await commands.NextAsync();
        Assert.False(next.IsCompleted);
        await Server.AcknowledgeAsync(second.PacketId);

        Assert.Equal(SendFate.Delivered, await next);
        Assert.Equal(DeviceState.Ready, device.State.State);
    }

    [Fact]
    public async Task D19_A_packet_that_takes_long_to_arrive_is_read_whole()
    {
        CommandLog commands = Handle("now");
        ModeDevice device = await ConnectAsync();
        string text = new('x', 9000);
        byte[] packet = RawMode.Command($$$"""{"action":"now","parameters":{"text":"{{{text}}}"}}""");

        // A ping asks for a sign of life, which the rest of the packet gives.
        foreach (byte[] part in packet.Chunk(1000))
        {
            // The device looks at the clock when it has received something.
            Task received = Clock.WhenReadAsync(Cancellation);
            await Server.SendAsync(part);
            await received;
            Clock.Advance(TimeSpan.FromSeconds(11));
        }

        Assert.Contains(text, await commands.NextAsync(), StringComparison.Ordinal);
        Assert.Equal(SendFate.Sent, await device.PublishAsync(new Reading(1), AtMostOnce, Cancellation));
        Assert.Equal(DeviceState.Ready, device.State.State);
    }

    [Fact]
    public async Task D21_An_answer_to_no_ping_does_not_answer_the_next_one_and_a_foreign_SUBACK_subscribes_nothing()
    {
        CommandLog commands = Handle("now");
        ModeDevice device = Track(ModeDevice.Start(VirtualOptions(Server.Port) with { KeepAlive = TimeSpan.FromSeconds(10) }, Commands));
        await Server.AcceptConnectAsync();
        byte[] subscribe = await Server.ReadPacketAsync();
        await Server.SendAsync(0x90, 3, 0x77, 0x77, 0);
        await Server.SendCommandAsync("""{"action":"now"}""");
        await commands.NextAsync();
        Assert.Equal(DeviceState.Starting, device.State.State);
        await Server.GrantAsync(subscribe);
        await device.WhenReadyAsync(Cancellation);

        await Server.SendAsync(0xD0, 0, 0xD0, 0);
        await Server.SendCommandAsync("""{"action":"now"}""");
        await commands.NextAsync();
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([0xC0, 0], await Server.ReadPacketAsync());
        Clock.Advance(TimeSpan.FromSeconds(5));

        DeviceStateChange lost = await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        Assert.Equal(DeviceStateReason.ServerSilent, lost.Reason);
        await device.DisposeAsync();
    }

    [Fact]
    public async Task D22_A_QoS_0_event_takes_no_packet_id_and_no_id_is_given_twice()
    {
        ModeDevice device = await ConnectAsync();
        var ids = new HashSet<int>();
        for (int i = 0; i < 16; i++)
        {
            await device.PublishAsync(new Reading(0), AtMostOnce, Cancellation);
            Assert.Equal(0, (await Server.ReadPublishAsync()).PacketId);
            _ = device.PublishAsync(new Reading(1), Cancellation).AsTask();
            RawPublish publish = await Server.ReadPublishAsync();
            Assert.True(ids.Add(publish.PacketId));
            Assert.False(publish.Duplicate || publish.Retain);
        }

        // The SUBSCRIBE had the first.
        Assert.Equal(Enumerable.Range(2, 16), ids.Order());
    }

    private static IEnumerable<double> ValuesOf(ModeSimulator mode) =>
        mode.Events.ToList().Select(received => received.EventData.GetProperty("value").GetDouble());
}
