using System.Buffers;
using ModeTyped.Mqtt;

namespace ModeTyped.Device.Tests;

public sealed class SendFateTests : DeviceTest
{
    private static readonly SendOptions AtMostOnce = new(QualityOfService.AtMostOnce);

    [Fact]
    public async Task An_acknowledged_event_is_delivered()
    {
        await using ModeDevice device = await ConnectAsync();

        Assert.Equal(SendFate.Delivered, await device.PublishAsync(new Reading(7), Cancellation));

        FakePublish publish = Assert.Single(Server.Received);
        Assert.Equal((FakeServer.EventTopic, "7", QualityOfService.AtLeastOnce), (publish.Topic, publish.Text, publish.QualityOfService));
    }

    [Fact]
    public async Task An_event_is_not_delivered_before_its_acknowledgement()
    {
        Server.Acknowledges = false;
        await using ModeDevice device = await ConnectAsync();
        FakeLink link = await Server.NextLinkAsync();

        Task<SendFate> send = device.PublishAsync(new Reading(7), Cancellation).AsTask();
        FakePublish publish = await link.NextPublishAsync();
        Assert.False(send.IsCompleted);
        publish.Acknowledge();

        Assert.Equal(SendFate.Delivered, await send);
    }

    [Fact]
    public async Task A_QoS_0_event_is_sent_without_an_acknowledgement()
    {
        await using ModeDevice device = await ConnectAsync();

        Assert.Equal(SendFate.Sent, await device.PublishAsync(new Reading(7), AtMostOnce, Cancellation));

        Assert.Equal(QualityOfService.AtMostOnce, Assert.Single(Server.Received).QualityOfService);
    }

    [Fact]
    public async Task A_QoS_0_event_without_a_connection_is_refused()
    {
        Server.Refuse = _ => MqttCloseReason.NetworkError;
        await using var device = ModeDevice.Start(Options);

        ModeSendException failure = await FailureOf(device.PublishAsync(new Reading(7), AtMostOnce, Cancellation));

        Assert.Equal(SendFate.Refused, failure.Fate);
    }

    [Fact]
    public async Task A_QoS_0_event_waits_for_a_connection_where_the_options_say_so()
    {
        Server.Refuse = attempt => attempt == 1 ? MqttCloseReason.NetworkError : null;
        await using var device = ModeDevice.Start(Options with { Outbox = new() { HoldQos0WhileOffline = true } });

        Task<SendFate> send = device.PublishAsync(new Reading(7), AtMostOnce, Cancellation).AsTask();
        await ReconnectAsync(device);

        Assert.Equal(SendFate.Sent, await send);
    }

    [Fact]
    public async Task A_QoS_0_event_on_a_connection_that_breaks_is_dropped_with_its_cause()
    {
        await using ModeDevice device = await ConnectAsync();
        FakeLink link = await Server.NextLinkAsync();
        Server.OnReceived = publish =>
        {
            publish.Fail(MqttCloseReason.NetworkError);
            link.Close(MqttCloseReason.NetworkError);
        };

        ModeSendException failure = await FailureOf(device.PublishAsync(new Reading(7), AtMostOnce, Cancellation));

        Assert.Equal(SendFate.Dropped, failure.Fate);
        Assert.IsType<MqttLinkException>(failure.InnerException);
    }

    [Fact]
    public async Task C08_an_unacknowledged_event_expires_at_its_timeout()
    {
        Server.Acknowledges = false;
        await using ModeDevice device = await ConnectAsync();
        FakeLink link = await Server.NextLinkAsync();

        ValueTask<SendFate> send = device.PublishAsync(new Reading(7), new SendOptions(Timeout: TimeSpan.FromSeconds(3)), Cancellation);
        await link.NextPublishAsync();
        Clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(send.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(0.2));

        ModeSendException failure = await FailureOf(send);
        Assert.Equal(SendFate.Expired, failure.Fate);
        Assert.Contains("may have arrived", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C08_an_expired_event_is_not_sent_by_the_next_connection()
    {
        Server.Acknowledges = false;
        await using ModeDevice device = await ConnectAsync();
        FakeLink link = await Server.NextLinkAsync();
        ValueTask<SendFate> expiring = device.PublishAsync(new Reading(1), new SendOptions(Timeout: TimeSpan.FromSeconds(3)), Cancellation);
        await link.NextPublishAsync();
        ValueTask<SendFate> lasting = device.PublishAsync(new Reading(2), Cancellation);
        await link.NextPublishAsync();
        Clock.Advance(TimeSpan.FromSeconds(4));
        await FailureOf(expiring);

        Server.Acknowledges = true;
        link.Close(MqttCloseReason.NetworkError);
        FakeLink next = await ReconnectAsync(device);

        Assert.Equal(SendFate.Delivered, await lasting);
        Assert.Equal(["2"], next.Publishes.Select(publish => publish.Text));
    }

    [Fact]
    public async Task A_cancelled_send_is_not_sent_any_more()
    {
        Server.Refuse = attempt => attempt == 1 ? MqttCloseReason.NetworkError : null;
        await using var device = ModeDevice.Start(Options);
        using var cancel = new CancellationTokenSource();

        ValueTask<SendFate> send = device.PublishAsync(new Reading(1), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await send);
        await ReconnectAsync(device);
        await device.WhenReadyAsync(Cancellation);
        await device.PublishAsync(new Reading(2), Cancellation);

        Assert.Equal(["2"], Server.ReceivedTexts);
    }

    [Fact]
    public async Task D8_an_event_without_a_JSON_form_fails_at_the_call_and_sends_nothing()
    {
        await using ModeDevice device = await ConnectAsync();

        await Assert.ThrowsAsync<ModePayloadException>(() => device.PublishAsync(default(Unwritable), Cancellation).AsTask());
        await device.PublishAsync(new Reading(1), Cancellation);

        Assert.Equal(["1"], Server.ReceivedTexts);
    }

    [Fact]
    public async Task A_send_after_the_stop_is_refused()
    {
        ModeDevice device = await ConnectAsync();
        await device.StopAsync(Cancellation);

        ModeSendException failure = await FailureOf(device.PublishAsync(new Reading(1), Cancellation));

        Assert.Equal(SendFate.Refused, failure.Fate);
    }

    [Fact]
    public async Task An_enqueued_event_is_stored_at_once_and_delivered_later()
    {
        Server.Refuse = attempt => attempt == 1 ? MqttCloseReason.NetworkError : null;
        await using var device = ModeDevice.Start(Options);

        Assert.Equal(SendFate.Stored, await device.EnqueueAsync(new Reading(1), cancellationToken: Cancellation));
        await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        await Clock.WhenTimerIsDueWithinAsync(Options.Reconnect.MaxDelay, Cancellation);
        Clock.Advance(Options.SendTimeout * 2);
        FakeLink link = await Server.NextLinkAsync();

        Assert.Equal("1", (await link.NextPublishAsync()).Text);
    }

    [Fact]
    public async Task Bulk_data_arrives_unchanged_from_memory_sequence_and_stream()
    {
        await using ModeDevice device = await ConnectAsync();
        byte[] data = new byte[100_000];
        new Random(1).NextBytes(data);

        await device.SendBulkAsync<Vibration>(data, cancellationToken: Cancellation);
        await device.SendBulkAsync<Vibration>(TwoSegments(data), cancellationToken: Cancellation);
        await device.SendBulkAsync<Vibration>(new MemoryStream(data), cancellationToken: Cancellation);
        await device.SendBulkAsync<Vibration>(ReadOnlyMemory<byte>.Empty, cancellationToken: Cancellation);

        Assert.Equal([data, data, data, []], Server.Received.Select(publish => publish.Payload));
        Assert.All(Server.Received, publish => Assert.Equal("/devices/1234/bulkData/Vibration", publish.Topic));
    }

    [Fact]
    public async Task Bulk_data_may_change_once_the_call_has_returned()
    {
        Server.Refuse = attempt => attempt == 1 ? MqttCloseReason.NetworkError : null;
        await using var device = ModeDevice.Start(Options);
        byte[] data = [1, 2, 3];

        ValueTask<SendFate> send = device.SendBulkAsync<Vibration>(data, cancellationToken: Cancellation);
        data[0] = 9;
        await ReconnectAsync(device);
        await send;

        Assert.Equal([1, 2, 3], Assert.Single(Server.Received).Payload);
    }

    [Fact]
    public async Task A_message_larger_than_the_outbox_is_refused()
    {
        await using ModeDevice device = await ModeDevice.ConnectAsync(
            Options with { Outbox = new() { MaxBytes = 100 } }, cancellationToken: Cancellation);

        ModeSendException failure = await FailureOf(device.SendBulkAsync<Vibration>(new byte[101], cancellationToken: Cancellation));
        ModeSendException fromStream = await FailureOf(device.SendBulkAsync<Vibration>(new MemoryStream(new byte[101]), cancellationToken: Cancellation));

        Assert.Equal(SendFate.Refused, failure.Fate);
        Assert.Equal(SendFate.Refused, fromStream.Fate);
        Assert.Equal(SendFate.Delivered, await device.SendBulkAsync<Vibration>(new byte[100], cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_timeout_must_be_above_zero()
    {
        await using ModeDevice device = await ConnectAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => device.PublishAsync(new Reading(1), new SendOptions(Timeout: TimeSpan.Zero), Cancellation).AsTask());
    }

    private static ReadOnlySequence<byte> TwoSegments(byte[] data)
    {
        var first = new Segment(data.AsMemory(0, 10), null);
        var second = new Segment(data.AsMemory(10), first);
        return new ReadOnlySequence<byte>(first, 0, second, second.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is null) return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
