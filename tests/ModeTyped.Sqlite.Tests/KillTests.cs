using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.Sqlite.Tests;

public sealed class KillTests : StoreTest
{
    private const int Kills = 50;

    /// <summary>More numbers than one run publishes.</summary>
    private const int Run = 1_000_000;

    [Fact]
    public async Task Every_event_that_a_publisher_reported_as_accepted_arrives_though_it_is_killed_50_times()
    {
        await using ModeSimulator mode = await ModeSimulator.StartAsync(
            new ModeSimulatorOptions { Devices = { [1] = "key" } }, Cancellation);
        var random = new Random(50);
        var accepted = new List<int>();
        for (int run = 1; run <= Kills; run++)
        {
            using var publisher = Publisher.Start(mode.Port, Path, first: run * Run);

            // Most while they publish, some while they start and read the file; the moment is what the test is about.
            await (run % 5 == 0 ? publisher.Started : publisher.WhenAcceptedAsync(run * Run));
            await Task.Delay(random.Next(200), Cancellation);
            await publisher.KillAsync();
            accepted.AddRange(publisher.Accepted);
        }

        using (var last = Publisher.Start(mode.Port, Path, first: (Kills + 1) * Run, count: 1))
        {
            Assert.Equal(0, await last.WaitForExitAsync());
            accepted.AddRange(last.Accepted);
        }

        var deliveries = Deliveries.Of(mode.Numbers());
        TestContext.Current.TestOutputHelper?.WriteLine($"{accepted.Count} accepted, {deliveries}");
        Assert.True(accepted.Count > Kills, $"Only {accepted.Count} events were accepted.");
        Assert.Empty(accepted.Except(deliveries.First));
        Assert.Equal(deliveries.First.Order(), deliveries.First);
        Assert.Empty(SetAsideFiles);
        Assert.Empty(await ReadAsync());
    }
}
