using System.Text.Json;
using ModeTyped.Simulator;
using ModeTyped.TestSupport;
using static ModeTyped.Data.Tests.Device.SimulatedDevice;

namespace ModeTyped.Data.Tests.Device;

/// <summary>The section "Accessing Device Data Proxy" of MODE's MQTT page, end to end, by the raw keys.</summary>
public sealed class Accessing_Device_Data_Proxy
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_store_is_there_once_ready_with_the_clouds_times()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(prepare: mode =>
        {
            mode.Data(SimulatedDevice.Id).Set("interval", "30");
            mode.Data(SimulatedDevice.Id).Set("other", """{"a":[true]}""");
        });

        await test.Device.Data.WhenReadyAsync(Cancel);

        Assert.Equal(["interval=30", """other={"a":[true]}"""], Text(test.Device));
        Assert.True(test.Device.Data.TryGet("interval", out DataProxyItem? item));
        Assert.Equal(test.Cloud.Find("interval")!.ModificationTime, item.ModificationTime);
        Assert.False(item.IsPending);
        Assert.False(test.Device.Data.TryGet("unknown", out _));
    }

    [Fact]
    public async Task A_device_that_never_touches_its_data_does_not_subscribe_to_it()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(prepare: mode =>
            mode.Faults.RefuseSubscription = _ => true);

        await test.Device.WhenReadyAsync(Cancel);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_shows_at_once_and_arrives(bool echo)
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(echo);
        await test.Device.Data.WhenReadyAsync(Cancel);

        ValueTask<SendFate> write = test.Device.Data.SetAsync("a", Json("""{"x":1.50}"""), Cancel);

        Assert.Equal(["""a={"x":1.50}"""], Text(test.Device));
        Assert.Equal(SendFate.Delivered, await write);
        Assert.Equal("""{"x":1.50}""", test.Cloud.Find("a")!.Value.GetRawText());

        Assert.Equal(SendFate.Delivered, await test.Device.Data.DeleteAsync("a", Cancel));
        Assert.Null(test.Cloud.Find("a"));
        Assert.Empty(Text(test.Device));
    }

    [Fact]
    public async Task A_reload_that_comes_before_the_SUBACK_is_taken()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(prepare: mode =>
        {
            mode.Faults.PublishBeforeSubAck = true;
            mode.Data(SimulatedDevice.Id).Set("a", "1");
        });

        await test.Device.Data.WhenReadyAsync(Cancel);

        Assert.Equal(["a=1"], Text(test.Device));
    }

    [Fact]
    public async Task A_device_that_is_already_connected_subscribes_at_its_first_use_of_the_data()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(prepare: mode =>
            mode.Data(SimulatedDevice.Id).Set("a", "1"));
        await test.Device.WhenReadyAsync(Cancel);

        await test.Device.Data.WhenReadyAsync(Cancel);

        Assert.Equal(["a=1"], Text(test.Device));
    }

    [Fact]
    public async Task A_write_made_while_away_goes_out_after_the_reload()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();
        await test.Device.Data.SetAsync("a", Json("1"), Cancel);

        test.Mode.Faults.Outage = true;
        await test.Device.WaitForStateAsync(DeviceState.Recovering, Cancel);
        test.Cloud.Set("a", "5");
        test.Cloud.Set("c", "6");
        ValueTask<SendFate> write = test.Device.Data.SetAsync("a", Json("2"), Cancel);
        ValueTask<SendFate> other = test.Device.Data.SetAsync("b", Json("3"), Cancel);
        Assert.Equal(["a=2", "b=3"], Text(test.Device));
        test.Mode.Faults.Outage = false;

        Assert.Equal(SendFate.Delivered, await write);
        Assert.Equal(SendFate.Delivered, await other);
        Assert.Equal(["a=2", "b=3", "c=6"], Text(test.Device));
        Assert.Equal("2", test.Cloud.Find("a")!.Value.GetRawText());
    }

    [Fact]
    public async Task A_write_whose_acknowledgement_was_lost_with_the_connection_is_made_again()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();
        await test.Device.Data.WhenReadyAsync(Cancel);
        test.Mode.Faults.Acknowledge = _ => Acknowledgement.Lost;

        ValueTask<SendFate> write = test.Device.Data.SetAsync("a", Json("2"), Cancel);
        await test.Mode.DataChanges.WaitAsync(change => change.ByDevice, cancellationToken: Cancel);
        test.Mode.Faults.Acknowledge = null;
        test.Mode.Break(SimulatedDevice.Id, ConnectionBreak.Reset);

        Assert.Equal(SendFate.Delivered, await write);
        Assert.Equal(2, test.Mode.DataChanges.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_whose_acknowledgement_alone_was_lost_is_made_again(bool echo)
    {
        var clock = new VirtualTimeProvider();
        await using SimulatedDevice test = await StartAsync(
            echo, configure: options => options with { KeepAlive = TimeSpan.FromHours(10) }, clock: clock);
        await test.Device.Data.WhenReadyAsync(Cancel);
        test.Mode.Faults.Acknowledge = _ => Acknowledgement.Lost;
        ValueTask<SendFate> write = test.Device.Data.SetAsync("a", Json("2"), Cancel);
        await test.Mode.DataChanges.WaitAsync(change => change.ByDevice, cancellationToken: Cancel);
        test.Mode.Faults.Acknowledge = null;

        // However the device learns of it, by the write's own time or by a new connection, the cloud is told again.
        Task again = test.Mode.DataChanges.WaitAsync(change => change.Revision == 2, TimeSpan.FromSeconds(60), Cancel);
        await clock.AdvanceUntilAsync(again, TimeSpan.FromSeconds(1), Cancel);
        await again;
        await test.ConvergeAsync();
        Assert.Equal(["a=2"], Text(test.Device));
        Assert.Contains(await write, new[] { SendFate.Delivered, SendFate.Stored });
    }

    [Fact]
    public async Task A_write_that_cannot_go_out_in_time_stays_stored()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(
            prepare: mode => mode.Faults.Outage = true,
            configure: options => options with { SendTimeout = TimeSpan.FromMilliseconds(50) });

        Assert.Equal(SendFate.Stored, await test.Device.Data.SetAsync("a", Json("2"), Cancel));

        Assert.True(test.Device.Data.TryGet("a", out DataProxyItem? item));
        Assert.True(item.IsPending);
        test.Mode.Faults.Outage = false;
        await test.Mode.DataChanges.WaitAsync(change => change.ByDevice, cancellationToken: Cancel);
    }

    [Fact]
    public async Task A_stopped_device_tells_the_writers_that_wait()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(
            prepare: mode => mode.Faults.Outage = true,
            configure: options => options with { DrainTimeout = TimeSpan.Zero });
        ValueTask<SendFate> write = test.Device.Data.SetAsync("a", Json("2"), Cancel);

        await test.Device.StopAsync(Cancel);

        Assert.Equal(SendFate.Dropped, (await Assert.ThrowsAsync<ModeSendException>(async () => await write)).Fate);
        Assert.Equal(
            SendFate.Refused,
            (await Assert.ThrowsAsync<ModeSendException>(async () => await test.Device.Data.SetAsync("a", Json("2"), Cancel))).Fate);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => test.Device.Data.WhenReadyAsync(Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Writes_of_both_sides_at_once_end_the_same_on_both_sides(bool echo)
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(echo);
        await test.Device.Data.WhenReadyAsync(Cancel);

        Task cloud = Task.Run(() =>
        {
            for (int i = 0; i < 300; i++) test.Cloud.Set("k" + (i % 3), $"{i}");
        }, Cancel);
        for (int i = 0; i < 300; i++) _ = test.Device.Data.SetAsync("k" + (i % 3), Json($"{1000 + i}"), Cancel).AsTask();
        await cloud;
        for (int i = 0; i < 3; i++) await test.Device.Data.SetAsync("end" + i, Json("0"), Cancel);
        test.Cloud.Set("last", "1");

        await test.ConvergeAsync();
    }

    [Fact]
    public async Task A_null_has_no_place_in_the_store()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(async () => await test.Device.Data.SetAsync("a", Json("null"), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(async () => await test.Device.Data.SetAsync("a", default(JsonElement), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(async () => await test.Device.Data.SetAsync("", Json("1"), Cancel));
        Assert.Empty(Text(test.Device));
    }

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
