using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.Device.Tests;

/// <summary>MODE ends the session of a device that sends more than 600 messages in a minute.</summary>
public sealed class SendBudgetTests : RealLinkTest
{
    private const int Count = 1500;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_offered_at_full_speed_are_all_delivered_and_the_session_is_never_ended(bool awaited)
    {
        // The simulator ends the session of a device at 601 a minute, on the same virtual time.
        await using ModeSimulator mode = await StartModeAsync(options => options with { MaxSendsPerMinute = 600, TimeProvider = Clock });
        ModeDeviceOptions defaults = new ModeDeviceOptions { DeviceId = Id, ApiKey = Key }.OverTestedLink();
        ModeDevice device = Track(await ModeDevice.ConnectAsync(
            defaults with { Host = "127.0.0.1", Port = mode.Port, UseTls = false, TimeProvider = Clock },
            Commands,
            Cancellation));

        Task offering = Task.Run(OfferAsync, Cancellation);
        Task last = mode.Events.WaitAsync(
            received => received.EventData.GetProperty("value").GetDouble() == Count - 1, Timeout.InfiniteTimeSpan, Cancellation);
        while (true)
        {
            int before = mode.Events.Count;
            if (await Task.WhenAny(last, Clock.WhenTimerIsDueWithinAsync(TimeSpan.FromSeconds(0.2), Cancellation)) == last) break;
            Clock.Advance(Clock.NextTimer ?? TimeSpan.Zero);
            await mode.Events.WaitAsync(_ => mode.Events.Count > before, cancellationToken: Cancellation);
        }

        await last;
        await offering;
        Assert.Equal(
            Enumerable.Range(0, Count).Select(i => (double)i),
            mode.Events.ToList().Select(received => received.EventData.GetProperty("value").GetDouble()));
        Assert.Empty(mode.Refusals.ToList());
        Assert.Empty(mode.EndedSessions.ToList());
        Assert.Equal(DeviceState.Ready, device.State.State);

        // Not slower than the limit asks for, either: 50 at once and 500 a minute.
        Assert.InRange(Clock.Elapsed, TimeSpan.FromSeconds(170), TimeSpan.FromSeconds(180));

        async Task OfferAsync()
        {
            for (int i = 0; i < Count; i++)
            {
                if (awaited) Assert.Equal(SendFate.Delivered, await device.PublishAsync(new Gauge(i), Cancellation));
                else Assert.Equal(SendFate.Stored, await device.EnqueueAsync(new Gauge(i), cancellationToken: Cancellation));
            }
        }
    }

    [Fact]
    public async Task An_end_for_too_many_sends_is_told_as_such_however_the_socket_shows_it()
    {
        await using ModeSimulator mode = await StartModeAsync(options => options with { MaxSendsPerMinute = 320, TimeProvider = Clock });
        ModeDevice device = Track(await ModeDevice.ConnectAsync(VirtualOptions(mode.Port) with { SendsPerMinute = 600 }, Commands, Cancellation));
        Task<DeviceStateChange> lost = device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        for (int i = 0; i < Count; i++) await device.EnqueueAsync(new Gauge(i), cancellationToken: Cancellation);

        // A server that closes while messages come in resets the connection, as far as the device can see.
        Assert.Equal(DeviceStateReason.ServerClosedAfterBurst, (await PassUntilAsync(lost, TimeSpan.FromSeconds(0.2))).Reason);
        Assert.Equal(Restriction.SendRate, (await mode.Refusals.WaitAsync(cancellationToken: Cancellation)).Restriction);
    }

    [Fact]
    public void No_minute_sees_more_than_the_limit_even_where_the_network_holds_six_seconds_of_messages_back()
    {
        var budget = new SendBudget(600, Clock);
        List<TimeSpan> sends = [];
        while (Clock.Elapsed < TimeSpan.FromHours(1))
        {
            if (budget.TryTake(out TimeSpan wait)) sends.Add(Clock.Elapsed);
            else Clock.Advance(wait);

            // Idle now and then, so that the bucket is full again.
            if (sends.Count % 2000 == 1999) Clock.Advance(TimeSpan.FromSeconds(30));
        }

        int first = 0;
        for (int last = 0; last < sends.Count; last++)
        {
            while (sends[last] - sends[first] > TimeSpan.FromSeconds(66)) first++;
            Assert.InRange(last - first + 1, 1, 600);
        }

        Assert.InRange(sends.Count, 25_000, 30_000);
    }
}
