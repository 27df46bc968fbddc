using ModeTyped.Simulator;

namespace ModeTyped.Data.Tests.Device;

/// <summary>What a bulk label can declare its data to be, by generated types.</summary>
public sealed class BulkFormTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Typed_data_goes_out_as_JSON()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();

        Assert.Equal(SendFate.Delivered, await Readings.SendAsync(test.Device, [new("a", 1.5), new("b", -2)], cancellationToken: Cancel));

        ReceivedBulkData received = Assert.Single(test.Mode.BulkData.ToList());
        Assert.Equal(("readings", QualityOfService.AtLeastOnce), (received.Label, received.QualityOfService));
        Assert.Equal("""[{"sensor":"a","value":1.5},{"sensor":"b","value":-2}]"""u8, received.Data.Span);
    }

    [Fact]
    public async Task Data_without_a_JSON_form_are_not_sent()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();

        await Assert.ThrowsAsync<ModePayloadException>(
            async () => await Readings.SendAsync(test.Device, [new("a", double.NaN)], cancellationToken: Cancel));

        await Raw.SendAsync(test.Device, new byte[] { 1 }, cancellationToken: Cancel);
        Assert.Equal("raw", Assert.Single(test.Mode.BulkData.ToList()).Label);
    }

    [Fact]
    public async Task A_label_encodes_its_data_itself()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();
        await test.Device.WhenReadyAsync(Cancel);

        await Waveform.SendAsync(test.Device, [1, -1], new SendOptions(QualityOfService.AtMostOnce), Cancel);

        ReceivedBulkData received = await test.Mode.BulkData.WaitAsync(cancellationToken: Cancel);
        Assert.Equal(("waveform", QualityOfService.AtMostOnce), (received.Label, received.QualityOfService));
        Assert.Equal([0, 1, 0xFF, 0xFF], received.Data.ToArray());
    }

    [Fact]
    public async Task Data_for_Data_Routing_go_out_unchanged()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();
        byte[] data = RandomBytes(1000);

#pragma warning disable MODEXP0001 // What is tested is experimental.
        Assert.Equal(SendFate.Delivered, await test.Device.RouteDataAsync(data, cancellationToken: Cancel));
#pragma warning restore MODEXP0001

        ReceivedMessage received = Assert.Single(test.Mode.RoutedData.ToList());
        Assert.Equal(("/devices/1234/data", QualityOfService.AtLeastOnce), (received.Topic, received.QualityOfService));
        Assert.Equal(data, received.Payload.ToArray());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(999, 1)]
    [InlineData(1000, 1)]
    [InlineData(2500, 3)]
    public async Task A_stream_goes_out_in_parts_in_order(int length, int parts)
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();
        byte[] data = RandomBytes(length);

        BulkTransfer delivered = await Raw.SendAsync(test.Device, new Trickle(data), 1000, cancellationToken: Cancel);

        Assert.Equal(new BulkTransfer(parts, length), delivered);
        IReadOnlyList<ReceivedBulkData> received = test.Mode.BulkData.ToList();
        Assert.Equal(parts, received.Count);
        Assert.All(received.SkipLast(1), part => Assert.Equal(1000, part.Data.Length));
        Assert.Equal(data, received.SelectMany(part => part.Data.ToArray()));
    }

    [Fact]
    public async Task The_next_part_is_read_once_the_one_before_has_been_acknowledged()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();
        test.Mode.Faults.Acknowledge = _ => Acknowledgement.Lost;
        var stream = new Trickle(RandomBytes(3000));

        Task<BulkTransfer> transfer = Raw.SendAsync(test.Device, stream, 1000, cancellationToken: Cancel);
        await test.Mode.BulkData.WaitAsync(cancellationToken: Cancel);

        Assert.Equal(1000, stream.BytesRead);
        Assert.False(transfer.IsCompleted);
        test.Mode.Faults.Acknowledge = null;
        test.Mode.Break(SimulatedDevice.Id, ConnectionBreak.Reset);
        Assert.Equal(new BulkTransfer(3, 3000), await transfer);
    }

    [Fact]
    public async Task A_transfer_that_ends_early_tells_how_far_it_got()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();
        test.Mode.Faults.Acknowledge = message => test.Mode.BulkData.Count >= 2 ? Acknowledgement.Lost : Acknowledgement.Prompt;

        Task<BulkTransfer> transfer = Raw.SendAsync(
            test.Device, new Trickle(RandomBytes(5000)), 1000, new SendOptions(Timeout: TimeSpan.FromSeconds(5)), Cancel);

        ModeTransferException exception = await Assert.ThrowsAsync<ModeTransferException>(() => transfer);
        Assert.Equal(SendFate.Expired, exception.Fate);
        Assert.Equal(new BulkTransfer(2, 2000), exception.Delivered);
        Assert.IsType<ModeSendException>(exception.InnerException);
    }

    [Fact]
    public async Task A_part_has_at_least_a_byte()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Raw.SendAsync(test.Device, Stream.Null, 0, cancellationToken: Cancel));
    }

    [Fact]
    public async Task An_exchange_answers_by_its_types()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(prepare: mode => mode.AnswerBulkRequests(
            "climate", request => new BulkResponse($$"""{"celsius":{{request.Payload.GetProperty("hours").GetInt32()}}.5}""")));

        ClimateResult answer = await Climate.RequestAsync(test.Device, new ClimateQuery(24), cancellationToken: Cancel);

        Assert.Equal(new ClimateResult(24.5), answer);
        Assert.Equal("""{"hours":24}""", Assert.Single(test.Mode.BulkRequests.ToList()).Payload.GetRawText());
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_its_type_is_an_error_with_the_place()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(prepare: mode => mode.AnswerBulkRequests(
            "climate", _ => new BulkResponse("""{"celsius":"warm"}""")));

        ModePayloadException exception = await Assert.ThrowsAsync<ModePayloadException>(
            () => Climate.RequestAsync(test.Device, new ClimateQuery(24), cancellationToken: Cancel));

        Assert.Equal(("climate", "$.celsius"), (exception.Payload, exception.Path));
    }

    [Fact]
    public async Task A_time_series_is_an_event_of_points()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();
        var at = new DateTimeOffset(2026, 11, 25, 9, 30, 0, 125, TimeSpan.FromHours(9));

        await test.Device.PublishAsync(new RealtimeData([new(at, "0127:fecd6643d89e-temperature:0", 21.5)]), Cancel);

        ReceivedEvent received = Assert.Single(test.Mode.Events.ToList());
        Assert.Equal("realtimeData", received.EventType);
        Assert.Equal(
            """{"timeSeriesData":[{"timestamp":"2026-11-25T09:30:00.125+09:00","seriesId":"0127:fecd6643d89e-temperature:0","value":21.5}]}""",
            received.EventData.GetRawText());
    }

    [Fact]
    public void A_point_keeps_to_the_limits_of_the_time_series_database()
    {
        Assert.Equal(128, new TimeSeriesPoint(default, new string('s', 128), 0).SeriesId.Length);
        Assert.Contains("129 characters", Assert.Throws<ArgumentException>(() => new TimeSeriesPoint(default, new string('s', 129), 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TimeSeriesPoint(default, "", 0));
        Assert.Throws<ArgumentException>(() => new TimeSeriesPoint(default, "s", double.NaN));
        Assert.Throws<ArgumentException>(() => new TimeSeriesPoint(default, "s", double.PositiveInfinity));
    }

    [Fact]
    public void A_point_that_was_never_made_has_no_JSON_form()
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();

        Assert.Throws<ModePayloadException>(() =>
        {
            var writer = new Json.JsonPayloadWriter(output);
            Write(ref writer, new RealtimeData([default]));
        });

        static void Write<T>(ref Json.JsonPayloadWriter writer, T value)
            where T : IModeEvent<T> => T.WriteEnvelope(ref writer, value);
    }

    private static byte[] RandomBytes(int length)
    {
        byte[] data = new byte[length];
        new Random(length).NextBytes(data);
        return data;
    }

    /// <summary>A stream that gives few bytes at a time, as networks and pipes do.</summary>
    private sealed class Trickle(byte[] data) : MemoryStream(data)
    {
        public int BytesRead => (int)Position;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 70)], cancellationToken);
    }
}
