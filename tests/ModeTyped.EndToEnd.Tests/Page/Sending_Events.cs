using System.Text;
using ModeTyped.Simulator;

namespace ModeTyped.EndToEnd.Tests.Page;

/// <summary>The section "Sending Events" of MODE's MQTT page.</summary>
public sealed class Sending_Events
{
    private const string Json = """{"eventType":"temperature","eventData":{"celsius":21.5,"sensor":"a1"}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(QualityOfService.AtMostOnce, SendFate.Sent)]
    [InlineData(QualityOfService.AtLeastOnce, SendFate.Delivered)]
    public async Task Simulator_receives_exactly_the_event(QualityOfService qualityOfService, SendFate fate)
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        await using ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), cancellationToken: Cancellation);

        Assert.Equal(fate, await device.PublishAsync(new Temperature(21.5, "a1"), new SendOptions(qualityOfService), Cancellation));

        ReceivedEvent received = await mode.Events.WaitAsync();
        Assert.Equal((Json, qualityOfService), (Encoding.UTF8.GetString(received.Payload.Span), received.QualityOfService));
        Assert.Equal(0, mode.Refusals.Count);
    }

    [Theory]
    [InlineData(QualityOfService.AtMostOnce, SendFate.Sent)]
    [InlineData(QualityOfService.AtLeastOnce, SendFate.Delivered)]
    public async Task Mosquitto_sub_prints_exactly_the_event(QualityOfService qualityOfService, SendFate fate)
    {
        await using MosquittoCloud cloud = await MosquittoCloud.StartAsync();
        await using MosquittoSubscriber subscriber = await cloud.SubscribeAsync("/devices/1234/event", count: 1);
        await using ModeDevice device = await ModeDevice.ConnectAsync(cloud.Options, cancellationToken: Cancellation);

        Assert.Equal(fate, await device.PublishAsync(new Temperature(21.5, "a1"), new SendOptions(qualityOfService), Cancellation));

        Assert.Equal(Json + "\n", Encoding.UTF8.GetString(await subscriber.OutputAsync()));
    }
}
