using System.Text.Json;
using ModeTyped.Simulator;

namespace ModeTyped.Device.Tests;

public sealed partial class GoSdkDefectTests
{
    [Fact]
    public async Task D07_The_case_of_a_label_is_kept_before_the_start_and_after_each_reconnect()
    {
        await using ModeSimulator mode = await StartModeAsync();
        mode.AnswerBulkRequests("Forecast", _ => new BulkResponse("""{"celsius":21}"""));
        mode.Faults.Outage = true;
        await using var device = ModeDevice.Start(Options(mode), Commands);
        Task<ForecastResult> early = Forecast.RequestAsync(device, new ForecastQuery(1), Cancellation);
        mode.Faults.Outage = false;
        Assert.Equal(21, (await early).Celsius);

        Task losing = device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        mode.Break(Id, ConnectionBreak.Reset);
        await losing;
        await device.WhenReadyAsync(Cancellation);

        Assert.Equal(21, (await Forecast.RequestAsync(device, new ForecastQuery(2), Cancellation)).Celsius);
        Assert.Empty(mode.Refusals.ToList());
    }

    [Fact]
    public async Task D09_A_write_without_PUBACK_stays_pending_and_is_made_again_after_the_reload()
    {
        await using ModeSimulator mode = await StartModeAsync();
        await using ModeDevice device = await ModeDevice.ConnectAsync(VirtualOptions(mode.Port), Commands, Cancellation);
        await device.Data.WhenReadyAsync(Cancellation);
        int writes = 0;
        mode.Faults.Acknowledge = _ => ++writes == 1 ? Acknowledgement.Lost : Acknowledgement.Prompt;
        Task<SendFate> write = device.Data.SetAsync(new Settings(21, Eco: true), Cancellation).AsTask();
        await mode.DataChanges.WaitAsync(change => change.ByDevice, cancellationToken: Cancellation);
        Assert.True(device.Data.TryGet("settings", out DataProxyItem? item) && item.IsPending);

        await WhenWrittenAsync(device);
        await PassAsync(TimeSpan.FromSeconds(15));
        DeviceStateChange lost = await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        Assert.Equal(DeviceStateReason.ServerSilent, lost.Reason);
        mode.Data(Id).Set("settings", """{"target":5,"eco":false}""");
        await PassReconnectDelayAsync(device);

        Assert.Equal(SendFate.Delivered, await write);
        Assert.Equal(new Settings(21, Eco: true), device.Data.Get<Settings>());
        Assert.Equal("""{"target":21,"eco":true}""", mode.Data(Id).Find("settings")!.Value.GetRawText());
    }

    [Fact]
    public async Task D12_What_changed_while_the_device_was_away_is_told_and_the_clouds_times_are_kept()
    {
        await using ModeSimulator mode = await StartModeAsync();
        mode.Data(Id).Set("settings", """{"target":1,"eco":false}""");
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(mode), Commands, Cancellation);
        await device.Data.WhenReadyAsync(Cancellation);
        await using IAsyncEnumerator<DataChange<Settings>> changes = device.Data.WatchAsync<Settings>(Cancellation).GetAsyncEnumerator(Cancellation);
        ValueTask<bool> next = changes.MoveNextAsync();

        mode.Faults.Outage = true;
        await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        mode.Data(Id).Set("settings", """{"target":2,"eco":true}""");
        mode.Faults.Outage = false;

        Assert.True(await next);
        Assert.Equal(
            new DataChange<Settings>("settings", "", new Settings(1, Eco: false), new Settings(2, Eco: true), DataChangeCause.Reload),
            changes.Current with { Id = "" });
        Assert.True(device.Data.TryGet("settings", out DataProxyItem? item));
        Assert.Equal(mode.Data(Id).Find("settings")!.ModificationTime, item.ModificationTime);
    }

    [Fact]
    public async Task D25_A_request_names_its_label()
    {
        ModeDevice device = await ConnectAsync();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<ForecastResult> asking = Forecast.RequestAsync(device, new ForecastQuery(3), giveUp.Token);
        await Server.GrantAsync(await Server.ReadPacketAsync());

        RawPublish request = await Server.ReadPublishAsync();

        Assert.Equal("/devices/1234/bulkData/Forecast/request", request.Topic);
        Assert.Equal("Forecast", request.Json.GetProperty("bulkDataLabel").GetString());
        Assert.Equal(JsonValueKind.String, request.Json.GetProperty("requestId").ValueKind);
        Assert.Equal("""{"hours":3}""", request.Json.GetProperty("payload").GetRawText());
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task D26_Bulk_data_goes_to_the_topic_with_a_capital_D()
    {
        ModeDevice device = await ConnectAsync();
        _ = device.SendBulkAsync<Vibration>(new byte[] { 1, 2 }, cancellationToken: Cancellation).AsTask();

        Assert.Equal("/devices/1234/bulkData/Vibration", (await Server.ReadPublishAsync()).Topic);
    }
}
