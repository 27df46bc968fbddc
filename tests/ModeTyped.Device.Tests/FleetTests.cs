using ModeTyped.Simulator;

namespace ModeTyped.Device.Tests;

/// <summary>Many devices in one process. Measures the whole process, so nothing else may run meanwhile.</summary>
[Collection(nameof(WholeProcess))]
public sealed class FleetTests : RealLinkTest
{
    private const int Count = 1000;
    private const int Intervals = 10;

    [Fact]
    public async Task A_thousand_devices_are_ready_publish_and_receive_and_seldom_wake_while_idle()
    {
        await using ModeSimulator mode = await StartModeAsync();
        for (ulong id = 1; id <= Count; id++) mode.AddDevice(id, Key);
        var received = new CountdownEvent(Count);
        Commands.Handlers["now"] = (_, _) =>
        {
            received.Signal();
            return ValueTask.CompletedTask;
        };

        ModeDeviceOptions options = VirtualOptions(mode.Port);
        ModeDevice[] devices = await Task.WhenAll(Enumerable.Range(1, Count).Select(id =>
            ModeDevice.ConnectAsync(options with { DeviceId = (ulong)id }, Commands, Cancellation)));
        Assert.All(devices, device => Assert.Equal(DeviceState.Ready, device.State.State));

        long fired = Clock.FiredTimers;
        for (int i = 0; i < Intervals; i++)
        {
            // Whoever has taken the command has taken the PINGRESP before it.
            Clock.Advance(options.KeepAlive);
            received.Reset();
            await Task.WhenAll(Enumerable.Range(1, Count).Select(id => mode.SendCommandAsync((ulong)id, "now", cancellationToken: Cancellation)));
            await Task.Run(() => received.Wait(Cancellation), Cancellation);
        }

        double wakeUpsPerMinute = (Clock.FiredTimers - fired) / (double)Count / (Intervals * options.KeepAlive.TotalMinutes);
        SendFate[] fates = await Task.WhenAll(devices.Select(device => device.PublishAsync(new Gauge(1), Cancellation).AsTask()));
        Assert.All(fates, fate => Assert.Equal(SendFate.Delivered, fate));
        StopReport[] reports = await Task.WhenAll(devices.Select(device => device.StopAsync(Cancellation)));
        Assert.All(reports, report => Assert.True(report.Disconnected));
        Assert.Equal(Count, mode.Events.Count);
        Assert.Empty(mode.Refusals.ToList());

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{wakeUpsPerMinute:0.0} wake-ups a minute at a keep-alive of {options.KeepAlive.TotalSeconds} s");

        // One for each ping, and once that of the SUBACK.
        Assert.InRange(wakeUpsPerMinute, 1, 2.5);
    }
}
