using System.Globalization;
using System.Text;
using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.Device.Tests;

/// <summary>
/// What users of other MQTT clients and device SDKs complain of, each as the test that proves a whole device free of it.
/// The number is the row's in the table from which these tests were written.
/// </summary>
public sealed partial class PeerComplaintTests : RealLinkTest
{
    [Fact]
    public async Task C01_A_frozen_broker_is_noticed_within_one_and_a_half_keep_alives_and_nothing_is_reported_delivered_meanwhile()
    {
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync((Id, Key));
        var keepAlive = TimeSpan.FromSeconds(2);
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(broker.Port) with { KeepAlive = keepAlive }, Commands, Cancellation);
        Assert.Equal(SendFate.Delivered, await device.PublishAsync(new Gauge(0), Cancellation));

        broker.Freeze();
        DateTimeOffset frozenAt = DateTimeOffset.UtcNow;
        Task<DeviceStateChange> lost = device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        var acknowledged = new List<Task<SendFate>>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.5));
        do
        {
            acknowledged.Add(device.PublishAsync(new Gauge(1), Cancellation).AsTask());
            _ = device.PublishAsync(new Gauge(2), new SendOptions(QualityOfService.AtMostOnce), Cancellation).AsTask();
        }
        while (await Task.WhenAny(timer.WaitForNextTickAsync(Cancellation).AsTask(), lost) != lost);

        // Three seconds from the last byte received, which came before the freeze; the fourth is the machine's.
        Assert.Equal(DeviceStateReason.ServerSilent, (await lost).Reason);
        Assert.InRange((await lost).At - frozenAt, TimeSpan.Zero, (keepAlive * 1.5) + TimeSpan.FromSeconds(1));
        Assert.All(acknowledged, send => Assert.False(send.IsCompleted));

        await device.StopAsync(Cancellation);
        foreach (Task<SendFate> send in acknowledged)
            Assert.NotEqual(SendFate.Delivered, (await FailureOf(new ValueTask<SendFate>(send))).Fate);
    }

    [Fact]
    public async Task C02_After_each_of_a_hundred_reconnects_a_command_sent_at_Ready_arrives()
    {
        await using ModeSimulator mode = await StartModeAsync();
        CommandLog commands = Handle("now");
        await using var device = ModeDevice.Start(Options(mode), Commands);

        int ready = 0;
        await foreach (DeviceStateChange change in device.WatchStateAsync(Cancellation))
        {
            if (change.State != DeviceState.Ready) continue;
            string parameters = string.Create(CultureInfo.InvariantCulture, $$"""{"n":{{ready}}}""");
            await mode.SendCommandAsync(Id, "now", parameters, Cancellation);
            Assert.Equal(parameters, await commands.NextAsync());
            Assert.Equal(ready > 0, change.CommandGap.HasValue);
            if (++ready > 100) break;
            mode.Break(Id, ready % 2 == 0 ? ConnectionBreak.Close : ConnectionBreak.Reset);
        }
    }

    [Fact]
    public async Task C13_Sixty_four_threads_use_one_device_at_once_and_every_message_arrives_once()
    {
        const int Threads = 64;
        const int PerThread = 60;
        await using ModeSimulator mode = await StartModeAsync();
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(mode) with { DrainTimeout = TimeSpan.FromSeconds(20) }, Commands, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () => UseAsync(thread), Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
        StopReport report = await device.StopAsync(Cancellation);

        Assert.Equal(new StopReport(0, 0, 0, Disconnected: true), report);
        List<int> arrived =
        [
            .. mode.Events.ToList().Select(received => received.EventData.GetProperty("value").GetInt32()),
            .. mode.BulkData.ToList().Select(received => int.Parse(Encoding.UTF8.GetString(received.Data.Span), CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(Enumerable.Range(0, Threads * PerThread), arrived.Order());
        Assert.Empty(mode.Refusals.ToList());

        async Task UseAsync(int thread)
        {
            for (int i = 0; i < PerThread; i++)
            {
                int number = (thread * PerThread) + i;
                SendFate fate = (number % 4) switch
                {
                    0 => await device.PublishAsync(new Gauge(number), Cancellation),
                    1 => await device.PublishAsync(new Gauge(number), new SendOptions(QualityOfService.AtMostOnce), Cancellation),
                    2 => await device.EnqueueAsync(new Gauge(number), cancellationToken: Cancellation),
                    _ => await device.SendBulkAsync<Vibration>(
                        Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), cancellationToken: Cancellation),
                };
                Assert.Equal((number % 4) switch { 1 => SendFate.Sent, 2 => SendFate.Stored, _ => SendFate.Delivered }, fate);
                _ = device.State;
            }
        }
    }

    [Fact]
    public async Task C18_CONNECT_is_byte_for_byte_what_MODE_asks_for()
    {
        ModeDevice device = Track(ModeDevice.Start(Options(Server.Port) with { DeviceId = ulong.MaxValue, ApiKey = "key" }, Commands));
        await Server.AcceptAsync();

        // Protocol level 4; user name, password and clean session; a keep-alive of 30 s; an empty client id; no will.
        Assert.Equal(
            [0x10, 39, 0, 4, .. "MQTT"u8, 4, 0xC2, 0, 30, 0, 0, 0, 20, .. "18446744073709551615"u8, 0, 3, .. "key"u8],
            await Server.ReadPacketAsync());
    }
}
