using System.Text;
using System.Text.Json;
using ModeTyped.Simulator;

namespace ModeTyped.EndToEnd.Tests.Page;

/// <summary>The section "Accessing Device Data Proxy" of MODE's MQTT page.</summary>
public sealed class Accessing_Device_Data_Proxy
{
    private const string Topic = "/devices/1234/kv";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Simulator_and_device_see_each_others_changes(bool echo)
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync(new ModeSimulatorOptions { EchoDataWrites = echo });
        DeviceData cloud = mode.Data(SimulatedCloud.DeviceId);
        cloud.Set("interval", "30");
        await using ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), cancellationToken: Cancellation);
        await device.Data.WhenReadyAsync(Cancellation);
        Assert.Equal("30", Value(device, "interval"));

        Assert.Equal(SendFate.Delivered, await device.Data.SetAsync("target", JsonElement.Parse("21.50"), Cancellation));
        Assert.Equal(SendFate.Delivered, await device.Data.DeleteAsync("interval", Cancellation));
        cloud.Set("eco", "true");
        cloud.Delete("target");
        await ShowsAsync(device, "eco", "true");
        await ShowsAsync(device, "target", null);

        Assert.Equal(["eco"], cloud.Items.Select(item => item.Key));
        Assert.Equal(
            [("interval", null, false), ("target", "21.50", true), ("interval", null, true), ("eco", "true", false), ("target", null, false)],
            mode.DataChanges.ToList().Select(change => (change.Key, change.Key == "interval" ? null : change.Value?.GetRawText(), change.ByDevice)));
        Assert.Equal(0, mode.Refusals.Count);
    }

    [Fact]
    public async Task Mosquitto_pub_tells_the_device_of_a_reload_a_set_and_a_delete()
    {
        await using MosquittoCloud cloud = await MosquittoCloud.StartAsync();
        Task subscribed = cloud.WhenSubscribedAsync(Topic);
        await using ModeDevice device = await ModeDevice.ConnectAsync(cloud.Options, cancellationToken: Cancellation);
        Task ready = device.Data.WhenReadyAsync(Cancellation);
        await subscribed;

        await cloud.PublishAsync(
            Topic, """{"action":"reload","rev":41,"numItems":1,"items":[{"key":"interval","value":30,"modificationTime":"2024-01-02T03:04:05.678Z"}]}""");
        await ready;
        Assert.True(device.Data.TryGet("interval", out DataProxyItem? item));
        Assert.Equal(new DateTimeOffset(2024, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), item.ModificationTime);

        await cloud.PublishAsync(Topic, """{"action":"set","rev":42,"key":"interval","value":60}""");
        await ShowsAsync(device, "interval", "60");
        await cloud.PublishAsync(Topic, """{"action":"set","rev":42,"key":"interval","value":90}""");
        await cloud.PublishAsync(Topic, """{"action":"delete","rev":43,"key":"interval"}""");
        await ShowsAsync(device, "interval", null);
    }

    [Fact]
    public async Task Mosquitto_sub_prints_exactly_the_devices_writes()
    {
        await using MosquittoCloud cloud = await MosquittoCloud.StartAsync();
        await using MosquittoSubscriber subscriber = await cloud.SubscribeAsync(Topic, count: 3);
        Task subscribed = cloud.WhenSubscribedAsync(Topic);
        await using ModeDevice device = await ModeDevice.ConnectAsync(cloud.Options, cancellationToken: Cancellation);
        Task ready = device.Data.WhenReadyAsync(Cancellation);
        await subscribed;
        await cloud.PublishAsync(Topic, """{"action":"reload","rev":1,"numItems":0,"items":[]}""");
        await ready;

        // The broker sends a device its own writes back, without a revision: they change nothing.
        await device.Data.SetAsync("settings", JsonElement.Parse("""{"target":21.50}"""), Cancellation);
        await device.Data.DeleteAsync("settings", Cancellation);

        Assert.Equal(
            """
            {"action":"reload","rev":1,"numItems":0,"items":[]}
            {"action":"set","key":"settings","value":{"target":21.50}}
            {"action":"delete","key":"settings"}

            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(await subscriber.OutputAsync()));
        Assert.Empty(device.Data.GetAll());
    }

    private static string? Value(ModeDevice device, string key) =>
        device.Data.TryGet(key, out DataProxyItem? item) ? item.Value.GetRawText() : null;

    /// <summary>Looks until the device shows a value of a key; the watches are for typed values, and these are plain numbers.</summary>
    private static async Task ShowsAsync(ModeDevice device, string key, string? value)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (Value(device, key) != value) await Task.Delay(1, limit.Token);
    }
}
