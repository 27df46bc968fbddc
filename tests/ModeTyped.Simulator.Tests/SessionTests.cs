using System.Text;

namespace ModeTyped.Simulator.Tests;

public sealed class SessionTests : IAsyncLifetime
{
    private ModeSimulator _mode = null!;

    public async ValueTask InitializeAsync() =>
        _mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1234] = "key", [ulong.MaxValue] = "key" } });

    public ValueTask DisposeAsync() => _mode.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("mosqpub|1234-host")]
    public async Task Any_client_id_is_accepted(string clientId)
    {
        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        await client.SendAsync(RawClient.Connect(clientId: clientId));
        await client.ExpectAsync(0x20, 0x02, 0x00, 0x00);
    }

    [Fact]
    public async Task The_largest_device_id_is_accepted()
    {
        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        await client.SendAsync(RawClient.Connect(user: "18446744073709551615"));
        await client.ExpectAsync(0x20, 0x02, 0x00, 0x00);
        await client.SendAsync(RawClient.Publish("/devices/18446744073709551615/event", """{"eventType":"a"}"""));
        Assert.Equal(ulong.MaxValue, (await _mode.Events.WaitAsync()).DeviceId);
    }

    [Fact]
    public async Task An_event_is_recorded_and_acknowledged()
    {
        const string Payload = """{"eventType":"temperature","eventData":{"celsius":21.5}}""";
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Publish("/devices/1234/event", Payload, flags: 0x02, packetId: 0xABCD));
        await client.ExpectAsync(0x40, 0x02, 0xAB, 0xCD);

        ReceivedEvent received = Assert.Single(_mode.Events.ToList());
        Assert.Equal(1234ul, received.DeviceId);
        Assert.Equal("temperature", received.EventType);
        Assert.Equal(21.5, received.EventData.GetProperty("celsius").GetDouble());
        Assert.Equal(Payload, Encoding.UTF8.GetString(received.Payload.Span));
        Assert.Equal(QualityOfService.AtLeastOnce, received.QualityOfService);
    }

    [Fact]
    public async Task A_QoS_0_event_is_recorded_and_not_acknowledged()
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync([.. RawClient.Publish("/devices/1234/event", """{"eventType":"a"}"""), 0xC0, 0x00]);
        await client.ExpectAsync(0xD0, 0x00);
        Assert.Equal(QualityOfService.AtMostOnce, Assert.Single(_mode.Events.ToList()).QualityOfService);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(4 * 1024 * 1024)]
    public async Task Bulk_data_is_recorded_byte_for_byte(int length)
    {
        byte[] data = new byte[length];
        new Random(length).NextBytes(data);
        using RawClient client = await RawClient.ConnectAsync(_mode);
        byte[] topic = RawClient.Text("/devices/1234/bulkData/Vibration-1");
        await client.SendAsync(RawClient.Packet(0x32, [.. topic, 0, 9, .. data]));
        await client.ExpectAsync(0x40, 0x02, 0x00, 0x09);

        ReceivedBulkData received = Assert.Single(_mode.BulkData.ToList());
        Assert.Equal("Vibration-1", received.Label);
        Assert.True(received.Data.Span.SequenceEqual(data));
    }

    [Fact]
    public async Task Data_for_routing_is_recorded_as_it_is()
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Publish("/devices/1234/data", "whatever", flags: 0x02, packetId: 1));
        await client.ExpectAsync(0x40, 0x02, 0x00, 0x01);
        Assert.Equal("whatever"u8.ToArray(), Assert.Single(_mode.RoutedData.ToList()).Payload.ToArray());
    }

    [Fact]
    public async Task A_recording_keeps_the_newest_and_counts_all()
    {
        await using ModeSimulator mode = await ModeSimulator.StartAsync(
            new ModeSimulatorOptions { Devices = { [1234] = "key" }, MaxRecorded = 3 });
        await using IAsyncEnumerator<ReceivedEvent> reader = mode.Events.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(mode);
        await PublishAsync(1);
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal("e1", reader.Current.EventType);

        for (ushort number = 2; number <= 10; number++) await PublishAsync(number);

        Assert.Equal(["e8", "e9", "e10"], mode.Events.ToList().Select(received => received.EventType));
        Assert.Equal(10, mode.Events.Count);
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal("e8", reader.Current.EventType);

        async Task PublishAsync(ushort number)
        {
            await client.SendAsync(RawClient.Publish("/devices/1234/event", $$"""{"eventType":"e{{number}}"}""", flags: 0x02, packetId: number));
            await client.ExpectAsync(0x40, 0x02, 0x00, (byte)number);
        }
    }

    [Fact]
    public void Options_out_of_their_ranges_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModeSimulatorOptions { Port = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModeSimulatorOptions { TlsPort = 65_536 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModeSimulatorOptions { HttpPort = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModeSimulatorOptions { HttpsPort = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModeSimulatorOptions { MaxPacketSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModeSimulatorOptions { MaxRecorded = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModeSimulatorOptions { MaxSendsPerMinute = 0 });
    }

    [Fact]
    public async Task A_command_reaches_the_subscribed_device_only()
    {
        await Assert.ThrowsAsync<DeviceOfflineException>(() => _mode.SendCommandAsync(1234, "setTarget"));
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await Assert.ThrowsAsync<DeviceOfflineException>(() => _mode.SendCommandAsync(1234, "setTarget"));

        await client.SendAsync(RawClient.Subscribe(1, ("/devices/1234/command", 0)));
        await _mode.WaitForDeviceAsync(1234, TestContext.Current.CancellationToken);
        await _mode.SendCommandAsync(1234, "setTarget", """{"celsius":22.5}""", TestContext.Current.CancellationToken);
        await client.ExpectAsync(0x90, 0x03, 0x00, 0x01, 0x00);
        await client.ExpectAsync(RawClient.Publish("/devices/1234/command", """{"action":"setTarget","parameters":{"celsius":22.5}}"""));

        await client.SendAsync(RawClient.Unsubscribe(2, "/devices/1234/command"));
        await client.ExpectAsync(0xB0, 0x02, 0x00, 0x02);
        await Assert.ThrowsAsync<DeviceOfflineException>(() => _mode.SendCommandAsync(1234, "setTarget"));
    }

    [Fact]
    public async Task Parameters_that_are_not_JSON_are_refused_at_the_call() =>
        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => _mode.SendCommandAsync(1234, "setTarget", "{celsius}"));

    [Fact]
    public async Task A_graceful_end_is_told_from_a_lost_connection()
    {
        using (RawClient client = await RawClient.ConnectAsync(_mode))
        {
            await client.SendAsync(RawClient.Subscribe(1, ("/devices/1234/command", 0)));
            await client.SendAsync([.. RawClient.Unsubscribe(2, "/devices/1234/command"), 0xE0, 0x00]);
            EndedSession graceful = await _mode.EndedSessions.WaitAsync();
            Assert.Equal((SessionEndReason.Disconnect, true), (graceful.Reason, graceful.Unsubscribed));
        }

        using (RawClient client = await RawClient.ConnectAsync(_mode))
        {
            await client.SendAsync(RawClient.Subscribe(1, ("/devices/1234/command", 0)));
            await client.ExpectAsync(0x90, 0x03, 0x00, 0x01, 0x00);
        }

        EndedSession lost = await _mode.EndedSessions.WaitAsync(session => session.Reason != SessionEndReason.Disconnect);
        Assert.Equal((SessionEndReason.ConnectionLost, false), (lost.Reason, lost.Unsubscribed));
    }

    [Fact]
    public async Task Waiting_in_vain_tells_what_did_arrive()
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Publish("/devices/1234/event", """{"eventType":"arrived"}"""));
        await _mode.Events.WaitAsync();
        TimeoutException exception = await Assert.ThrowsAsync<TimeoutException>(
            () => _mode.Events.WaitAsync(e => e.EventType == "awaited", TimeSpan.FromMilliseconds(1)));
        Assert.Contains("arrived", exception.Message, StringComparison.Ordinal);
    }
}
