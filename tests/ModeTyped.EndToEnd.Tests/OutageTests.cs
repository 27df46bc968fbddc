using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>Long bad days on virtual time: a device and its simulated MODE on one clock that the test moves.</summary>
public sealed class OutageTests
{
    private readonly VirtualTimeProvider _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_days_outage_loses_no_event_and_is_told_as_a_gap()
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync(new ModeSimulatorOptions { TimeProvider = _clock });
        var commands = new ModeCommands { SetTarget = (_, _) => ValueTask.CompletedTask };
        await using ModeDevice device = await ModeDevice.ConnectAsync(
            SimulatedCloud.OptionsFor(mode) with { TimeProvider = _clock }, commands, Cancellation);

        mode.Faults.Outage = true;
        mode.Schedule(TimeSpan.FromDays(1), simulator => simulator.Faults.Outage = false);
        await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        for (int hour = 0; hour < 24; hour++)
        {
            Assert.Equal(SendFate.Stored, await device.EnqueueAsync(new Temperature(hour, "a1"), cancellationToken: Cancellation));
            _clock.Advance(TimeSpan.FromHours(1));
        }

        Task<DeviceStateChange> ready = device.WhenReadyAsync(Cancellation);
        await _clock.AdvanceUntilAsync(ready, TimeSpan.FromSeconds(1), Cancellation);
        Task last = mode.Events.WaitAsync(received => received.EventData.GetProperty("celsius").GetInt32() == 23, TimeSpan.FromMinutes(1));
        await _clock.AdvanceUntilAsync(last, TimeSpan.FromSeconds(1), Cancellation);

        Assert.InRange((await ready).CommandGap!.Value, TimeSpan.FromDays(1), TimeSpan.FromDays(1) + TimeSpan.FromHours(1));
        await last;
        Assert.Equal(
            Enumerable.Range(0, 24),
            mode.Events.ToList().Select(received => received.EventData.GetProperty("celsius").GetInt32()).Distinct());
    }
}
