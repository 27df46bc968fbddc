using ModeTyped.Mqtt;

namespace ModeTyped.Device.Tests;

public sealed class OutboxTests : DeviceTest
{
    [Fact]
    public async Task D2_an_event_without_an_acknowledgement_is_sent_again_by_the_next_connection()
    {
        Server.Acknowledges = false;
        await using ModeDevice device = await ConnectAsync();
        FakeLink link = await Server.NextLinkAsync();
        ValueTask<SendFate> send = device.PublishAsync(new Reading(7), Cancellation);
        await link.NextPublishAsync();

        link.Close(MqttCloseReason.NetworkError);
        FakeLink next = await ReconnectAsync(device);
        (await next.NextPublishAsync()).Acknowledge();

        Assert.Equal(SendFate.Delivered, await send);
        Assert.Equal(["7", "7"], Server.ReceivedTexts);
    }

    [Fact]
    public async Task D3_events_sent_without_a_connection_wait_for_it_in_order()
    {
        Server.Refuse = attempt => attempt < 3 ? MqttCloseReason.NetworkError : null;
        await using var device = ModeDevice.Start(Options, Commands);
        Task<SendFate>[] sends = [.. Enumerable.Range(1, 20).Select(n => device.PublishAsync(new Reading(n), Cancellation).AsTask())];

        await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        await PassReconnectDelayAsync();
        while (Server.Attempts < 3) await PassReconnectDelayAsync();

        Assert.All(await Task.WhenAll(sends), fate => Assert.Equal(SendFate.Delivered, fate));
        Assert.Equal(Enumerable.Range(1, 20).Select(n => n.ToString(null, null)), Server.ReceivedTexts);
    }

    [Fact]
    public async Task C07_what_was_in_flight_goes_first_and_in_order_over_the_next_connection()
    {
        Server.Acknowledges = false;
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options with { InFlightWindow = 4 }, Commands, Cancellation);
        FakeLink link = await Server.NextLinkAsync();
        Task<SendFate>[] sends = [.. Enumerable.Range(1, 8).Select(n => device.PublishAsync(new Reading(n), Cancellation).AsTask())];
        for (int i = 0; i < 4; i++) await link.NextPublishAsync();
        link.Publishes[1].Acknowledge();
        await sends[1];
        await link.NextPublishAsync();

        Server.Acknowledges = true;
        link.Close(MqttCloseReason.NetworkError);
        FakeLink next = await ReconnectAsync(device);
        await Task.WhenAll(sends);

        Assert.Equal(["1", "2", "3", "4", "5"], link.Publishes.Select(publish => publish.Text));
        Assert.Equal(["1", "3", "4", "5", "6", "7", "8"], next.Publishes.Select(publish => publish.Text));
    }

    [Fact]
    public async Task C11_no_more_messages_than_the_window_await_their_acknowledgement()
    {
        Server.Acknowledges = false;
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options with { InFlightWindow = 3 }, Commands, Cancellation);
        FakeLink link = await Server.NextLinkAsync();

        Task<SendFate>[] sends = [.. Enumerable.Range(1, 10).Select(n => device.PublishAsync(new Reading(n), Cancellation).AsTask())];
        for (int acknowledged = 0; acknowledged < 10; acknowledged++)
        {
            Assert.Equal(Math.Min(10, acknowledged + 3), link.Publishes.Count);
            link.Publishes[acknowledged].Acknowledge();
            await sends[acknowledged];
        }
    }

    [Fact]
    public async Task C11_bulk_data_keeps_no_event_from_being_sent()
    {
        Server.Acknowledges = false;
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options with { InFlightWindow = 4 }, Commands, Cancellation);
        FakeLink link = await Server.NextLinkAsync();

        Task<SendFate>[] bulk =
            [.. Enumerable.Range(0, 50).Select(n => device.SendBulkAsync<Vibration>(new byte[] { (byte)'b' }, cancellationToken: Cancellation).AsTask())];
        ValueTask<SendFate> send = device.PublishAsync(new Reading(1), Cancellation);

        Assert.Equal(["b", "b", "1"], link.Publishes.Select(publish => publish.Text));
        Server.Acknowledges = true;
        foreach (FakePublish publish in link.Publishes) publish.Acknowledge();
        await send;
        await Task.WhenAll(bulk);
    }

    [Fact]
    public async Task Events_do_not_starve_bulk_data()
    {
        Server.Refuse = attempt => attempt == 1 ? MqttCloseReason.NetworkError : null;
        await using var device = ModeDevice.Start(Options, Commands);
        Task<SendFate>[] sends =
        [
            .. Enumerable.Range(0, 20).Select(_ => device.PublishAsync(new Reading(1), Cancellation).AsTask()),
            device.SendBulkAsync<Vibration>(new byte[] { (byte)'b' }, cancellationToken: Cancellation).AsTask(),
        ];

        await ReconnectAsync(device);
        await Task.WhenAll(sends);

        Assert.InRange(Server.ReceivedTexts.ToList().IndexOf("b"), 0, 4);
    }

    [Fact]
    public async Task C10_a_full_outbox_makes_the_sender_wait_for_room()
    {
        Server.Acknowledges = false;
        await using ModeDevice device = await ConnectWithOutboxAsync(new() { MaxMessages = 2 });
        FakeLink link = await Server.NextLinkAsync();
        _ = device.PublishAsync(new Reading(1), Cancellation).AsTask();
        _ = device.PublishAsync(new Reading(2), Cancellation).AsTask();

        Task<SendFate> third = device.EnqueueAsync(new Reading(3), cancellationToken: Cancellation).AsTask();
        Assert.False(third.IsCompleted);
        (await link.NextPublishAsync()).Acknowledge();

        Assert.Equal(SendFate.Stored, await third);
    }

    [Fact]
    public async Task C10_the_wait_for_room_ends_at_the_timeout()
    {
        Server.Acknowledges = false;
        await using ModeDevice device = await ConnectWithOutboxAsync(new() { MaxMessages = 1 });
        _ = device.EnqueueAsync(new Reading(1), cancellationToken: Cancellation).AsTask();

        ValueTask<SendFate> second = device.EnqueueAsync(new Reading(2), cancellationToken: Cancellation);
        Clock.Advance(Options.SendTimeout + TimeSpan.FromSeconds(1));

        Assert.Equal(SendFate.Expired, (await FailureOf(second)).Fate);
    }

    [Fact]
    public async Task C10_a_full_outbox_refuses_where_the_options_say_so()
    {
        Server.Acknowledges = false;
        await using ModeDevice device = await ConnectWithOutboxAsync(new() { MaxBytes = 2, FullMode = OutboxFullMode.Refuse });
        _ = device.PublishAsync(new Reading(1), Cancellation).AsTask();
        _ = device.PublishAsync(new Reading(2), Cancellation).AsTask();

        Assert.Equal(SendFate.Refused, (await FailureOf(device.PublishAsync(new Reading(3), Cancellation))).Fate);
    }

    [Fact]
    public async Task C10_a_full_outbox_drops_the_oldest_unsent_where_the_options_say_so()
    {
        Server.Acknowledges = false;
        await using ModeDevice device = await ModeDevice.ConnectAsync(
            Options with { InFlightWindow = 1, Outbox = new() { MaxMessages = 3, FullMode = OutboxFullMode.DropOldest } }, Commands, Cancellation);
        FakeLink link = await Server.NextLinkAsync();
        Task<SendFate>[] sends = [.. Enumerable.Range(1, 4).Select(n => device.PublishAsync(new Reading(n), Cancellation).AsTask())];

        var dropped = await Assert.ThrowsAsync<ModeSendException>(() => sends[1]);
        Server.Acknowledges = true;
        (await link.NextPublishAsync()).Acknowledge();
        await Task.WhenAll(sends[0], sends[2], sends[3]);

        Assert.Equal(SendFate.Dropped, dropped.Fate);
        Assert.Equal(["1", "3", "4"], Server.ReceivedTexts);
    }

    [Fact]
    public async Task Of_an_event_of_which_only_the_newest_matters_the_waiting_one_is_replaced_in_its_place()
    {
        Server.Refuse = attempt => attempt == 1 ? MqttCloseReason.NetworkError : null;
        await using var device = ModeDevice.Start(Options, Commands);
        Task<SendFate> old = device.PublishAsync(new Level(1), Cancellation).AsTask();
        Task<SendFate> reading = device.PublishAsync(new Reading(5), Cancellation).AsTask();
        Task<SendFate> newer = device.PublishAsync(new Level(2), Cancellation).AsTask();
        Assert.Equal(SendFate.Replaced, await old);

        await ReconnectAsync(device);

        Assert.Equal([SendFate.Delivered, SendFate.Delivered], await Task.WhenAll(reading, newer));
        Assert.Equal(["level2", "5"], Server.ReceivedTexts);
    }

    [Fact]
    public async Task A_replacement_needs_no_room_of_its_own()
    {
        Server.Refuse = _ => MqttCloseReason.NetworkError;
        await using var device = ModeDevice.Start(Options with { Outbox = new() { MaxMessages = 1, FullMode = OutboxFullMode.Refuse } });

        await device.EnqueueAsync(new Level(1), cancellationToken: Cancellation);

        Assert.Equal(SendFate.Stored, await device.EnqueueAsync(new Level(2), cancellationToken: Cancellation));
        await FailureOf(device.EnqueueAsync(new Reading(1), cancellationToken: Cancellation));
    }

    [Fact]
    public async Task An_event_in_flight_is_not_replaced()
    {
        Server.Acknowledges = false;
        await using ModeDevice device = await ConnectAsync();
        FakeLink link = await Server.NextLinkAsync();

        Task<SendFate> first = device.PublishAsync(new Level(1), Cancellation).AsTask();
        Task<SendFate> second = device.PublishAsync(new Level(2), Cancellation).AsTask();
        foreach (FakePublish publish in link.Publishes) publish.Acknowledge();

        Assert.Equal([SendFate.Delivered, SendFate.Delivered], await Task.WhenAll(first, second));
    }

    [Fact]
    public async Task A_late_acknowledgement_of_a_lost_connection_still_counts()
    {
        Server.Acknowledges = false;
        await using ModeDevice device = await ConnectAsync();
        FakeLink link = await Server.NextLinkAsync();
        Task<SendFate> first = device.PublishAsync(new Reading(1), Cancellation).AsTask();
        Task<SendFate> second = device.PublishAsync(new Reading(2), Cancellation).AsTask();

        link.Publishes[1].Fail(MqttCloseReason.ResponseTimeout);
        link.Publishes[0].Acknowledge();
        Assert.Equal(SendFate.Delivered, await first);
        FakeLink next = await ReconnectAsync(device);
        (await next.NextPublishAsync()).Acknowledge();

        Assert.Equal(SendFate.Delivered, await second);
        Assert.Equal(["2"], next.Publishes.Select(publish => publish.Text));
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_stops_the_device_with_a_typed_error_and_is_disposed()
    {
        var store = new FakeOutboxStore { LoadFailure = new IOException("a disk on fire") };

        ModeOutboxException failure = await Assert.ThrowsAsync<ModeOutboxException>(() => ConnectWithOutboxAsync(new() { Store = store }));

        Assert.Contains("a disk on fire", failure.Message, StringComparison.Ordinal);
        Assert.True(store.IsDisposed);
    }

    [Fact]
    public async Task An_event_that_the_store_does_not_take_is_refused_and_later_ones_are_delivered()
    {
        var store = new FakeOutboxStore { IsFull = true };
        await using ModeDevice device = await ConnectWithOutboxAsync(new() { Store = store });

        ModeSendException refused = await FailureOf(device.EnqueueAsync(new Reading(1), cancellationToken: Cancellation));
        store.IsFull = false;

        Assert.Equal(SendFate.Refused, refused.Fate);
        Assert.Equal(SendFate.Delivered, await device.PublishAsync(new Reading(2), Cancellation));
        Assert.Equal(["2"], Server.ReceivedTexts);
    }

    private Task<ModeDevice> ConnectWithOutboxAsync(OutboxOptions outbox) =>
        ModeDevice.ConnectAsync(Options with { Outbox = outbox }, Commands, Cancellation);
}
