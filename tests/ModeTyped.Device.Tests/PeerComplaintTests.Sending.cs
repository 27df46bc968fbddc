using System.Globalization;
using ModeTyped.Simulator;

namespace ModeTyped.Device.Tests;

public sealed partial class PeerComplaintTests
{
    [Fact]
    public async Task C07_Every_accepted_event_arrives_over_connections_that_keep_breaking_and_first_arrivals_are_in_order()
    {
        const int Count = 500;
        await using ModeSimulator mode = await StartModeAsync();
        var random = new Random(7);
        mode.Faults.Acknowledge = _ =>
        {
            if (random.Next(20) > 0) return Acknowledgement.Prompt;
            mode.Break(Id, random.Next(2) == 0 ? ConnectionBreak.Close : ConnectionBreak.Reset);
            return Acknowledgement.Lost;
        };
        await using var device = ModeDevice.Start(Options(mode), Commands);

        Task<SendFate>[] sends = [.. Enumerable.Range(0, Count).Select(i => device.PublishAsync(new Gauge(i), Cancellation).AsTask())];
        Assert.All(await Task.WhenAll(sends), fate => Assert.Equal(SendFate.Delivered, fate));

        List<double> arrived = [.. mode.Events.ToList().Select(received => received.EventData.GetProperty("value").GetDouble())];
        Assert.Equal(Enumerable.Range(0, Count).Select(i => (double)i), arrived.Distinct());
        Assert.InRange(mode.EndedSessions.Count, 10, Count);
    }

    [Fact]
    public async Task C09_A_handler_may_publish_and_ask_and_wait_for_both()
    {
        await using ModeSimulator mode = await StartModeAsync();
        mode.AnswerBulkRequests("Forecast", request => new BulkResponse(
            string.Create(CultureInfo.InvariantCulture, $$"""{"celsius":{{request.Payload.GetProperty("hours").GetInt32()}}}""")));
        ModeDevice device = null!;
        var handled = new CommandLog();
        int hours = 0;
        Commands.Handlers["work"] = async (_, cancellationToken) =>
        {
            Assert.Equal(SendFate.Delivered, await device.PublishAsync(new Gauge(1), cancellationToken));
            ForecastResult result = await Forecast.RequestAsync(device, new ForecastQuery(++hours), cancellationToken);
            Assert.Equal(SendFate.Delivered, await device.Data.SetAsync(new Settings(result.Celsius, Eco: true), cancellationToken));
            handled.Add(result.Celsius.ToString(CultureInfo.InvariantCulture));
        };
        await using (device = await ModeDevice.ConnectAsync(Options(mode), Commands, Cancellation))
        {
            for (int i = 0; i < 20; i++) await mode.SendCommandAsync(Id, "work", cancellationToken: Cancellation);
            for (int i = 1; i <= 20; i++) Assert.Equal(i.ToString(CultureInfo.InvariantCulture), await handled.NextAsync());
        }

        Assert.Equal(20, mode.Events.Count);
    }

    [Fact]
    public async Task C09_A_handler_may_stop_its_own_device()
    {
        await using ModeSimulator mode = await StartModeAsync();
        ModeDevice device = null!;
        var stopped = new TaskCompletionSource<StopReport>(TaskCreationOptions.RunContinuationsAsynchronously);
        Commands.Handlers["stop"] = async (_, _) => stopped.SetResult(await device.StopAsync(Cancellation));
        device = Track(await ModeDevice.ConnectAsync(Options(mode), Commands, Cancellation));

        await mode.SendCommandAsync(Id, "stop", cancellationToken: Cancellation);

        Assert.Equal(new StopReport(0, 0, 0, Disconnected: true), await stopped.Task.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task C11_A_pile_of_bulk_data_keeps_neither_events_nor_their_acknowledgements_back()
    {
        ModeDevice device = await ConnectAsync();
        Task<SendFate>[] bulk =
            [.. Enumerable.Range(0, 100).Select(_ => device.SendBulkAsync<Vibration>(new byte[100], cancellationToken: Cancellation).AsTask())];

        // Half of the window of sixteen is kept for events.
        for (int i = 0; i < 8; i++) Assert.EndsWith("Vibration", (await Server.ReadPublishAsync()).Topic, StringComparison.Ordinal);
        for (int i = 0; i < 50; i++)
        {
            Task<SendFate> send = device.PublishAsync(new Gauge(i), Cancellation).AsTask();
            RawPublish publish = await Server.ReadPublishAsync();
            Assert.Equal("/devices/1234/event", publish.Topic);
            await Server.AcknowledgeAsync(publish.PacketId);
            Assert.Equal(SendFate.Delivered, await send);
        }

        Assert.All(bulk, send => Assert.False(send.IsCompleted));
    }
}
