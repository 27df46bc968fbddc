using ModeTyped.Mqtt;

namespace ModeTyped.Device.Tests;

public sealed class ReconnectTests : DeviceTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task C04_A_broker_that_accepts_and_closes_at_once_is_not_hammered(bool accepts)
    {
        var defaults = new ReconnectOptions();
        if (accepts) Server.OnSubscribe = link => link.Close(MqttCloseReason.ByServer);
        else Server.Refuse = _ => MqttCloseReason.ByServer;
        await using (var device = ModeDevice.Start(Options with { Reconnect = defaults }, Commands))
        {
            while (Clock.Elapsed < TimeSpan.FromMinutes(10)) await StepAsync(defaults.MaxDelay);
        }

        // Each wait is random under a limit that doubles up to a minute; on average half of it.
        TimeSpan[] attempts = [.. Server.AttemptTimes];
        for (int i = 1; i < attempts.Length; i++)
        {
            double limit = Math.Min(Math.Pow(2, i - 1), 60);
            Assert.InRange((attempts[i] - attempts[i - 1]).TotalSeconds, 0, limit + 0.1);
        }

        Assert.InRange(attempts.Length, 6 + 10, 6 + 40);
    }

    [Fact]
    public void C04_The_waits_spread_over_the_whole_limit_so_that_no_storm_forms()
    {
        var schedule = new ReconnectSchedule(new ReconnectOptions(), new Random(3));
        for (int i = 0; i < 10; i++) schedule.Next(DeviceStateReason.NetworkError, TimeSpan.Zero);

        double[] waits = [.. Enumerable.Range(0, 1000).Select(_ => schedule.Next(DeviceStateReason.NetworkError, TimeSpan.Zero).TotalSeconds)];

        Assert.All(waits, wait => Assert.InRange(wait, 0, 60));
        Assert.InRange(waits.Average(), 27, 33);
        for (int tenth = 0; tenth < 10; tenth++)
            Assert.InRange(waits.Count(wait => (int)(wait / 6) == tenth), 60, 140);
    }

    [Fact]
    public void C04_The_limit_begins_anew_only_after_a_connection_that_stayed_good_for_a_while()
    {
        var options = new ReconnectOptions();
        Assert.InRange(Longest(options.ResetAfter - TimeSpan.FromTicks(1)), 30, 60);
        Assert.InRange(Longest(options.ResetAfter), 0, 1);

        double Longest(TimeSpan wasReady) => Enumerable.Range(0, 100).Max(seed =>
        {
            var schedule = new ReconnectSchedule(options, new Random(seed));
            for (int i = 0; i < 10; i++) schedule.Next(DeviceStateReason.NetworkError, TimeSpan.Zero);
            return schedule.Next(DeviceStateReason.NetworkError, wasReady).TotalSeconds;
        });
    }

    [Theory]
    [InlineData(nameof(MqttCloseReason.ByServer))]
    [InlineData(nameof(MqttCloseReason.Reset))]
    public async Task An_end_by_the_server_after_a_burst_is_waited_out(string reason)
    {
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options with { SendsPerMinute = 600, SendTimeout = TimeSpan.FromSeconds(1) }, Commands, Cancellation);
        FakeLink link = await Server.NextLinkAsync();
        for (int i = 0; i < 300; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(0.12));
            await device.PublishAsync(new Reading(i), Cancellation);
        }

        Clock.Advance(TimeSpan.FromSeconds(1));
        link.Close(Enum.Parse<MqttCloseReason>(reason));

        DeviceStateChange lost = await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        Assert.Equal(DeviceStateReason.ServerClosedAfterBurst, lost.Reason);
        Assert.Contains("300", lost.Exception!.Message, StringComparison.Ordinal);
        await Clock.WhenTimerIsDueWithinAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.InRange(Clock.NextTimer!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task An_end_by_a_server_without_a_limit_is_not_waited_out()
    {
        await using ModeDevice device = await ConnectAsync();
        FakeLink link = await Server.NextLinkAsync();
        for (int i = 0; i < 1000; i++) await device.PublishAsync(new Reading(i), Cancellation);

        link.Close(MqttCloseReason.Reset);

        Assert.Equal(DeviceStateReason.NetworkError, (await device.WaitForStateAsync(DeviceState.Recovering, Cancellation)).Reason);
        await ReconnectAsync(device);
    }

    [Theory]
    [InlineData(nameof(MqttCloseReason.ByServer), 0)]
    [InlineData(nameof(MqttCloseReason.Reset), 45)]
    [InlineData(nameof(MqttCloseReason.KeepAliveTimeout), 45)]
    public async Task CommandGap_tells_since_when_commands_may_be_lost(string reason, int deafBefore)
    {
        Server.Refuse = attempt => attempt is 2 or 3 ? MqttCloseReason.NetworkError : null;
        await using ModeDevice device = await ConnectAsync();
        Assert.Null(device.State.CommandGap);
        FakeLink link = await Server.NextLinkAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));

        TimeSpan lostAt = Clock.Elapsed;
        link.Close(Enum.Parse<MqttCloseReason>(reason));
        await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        while (Server.Attempts < 4) await StepAsync(Options.Reconnect.MaxDelay);
        DeviceStateChange ready = await device.WhenReadyAsync(Cancellation);

        Assert.Equal(Clock.Elapsed - lostAt + TimeSpan.FromSeconds(deafBefore), ready.CommandGap);
    }
}
