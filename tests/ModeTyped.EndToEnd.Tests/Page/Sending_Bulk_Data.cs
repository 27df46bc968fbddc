using System.Buffers;
using ModeTyped.Simulator;

namespace ModeTyped.EndToEnd.Tests.Page;

/// <summary>The section "Sending Bulk Data" of MODE's MQTT page.</summary>
public sealed class Sending_Bulk_Data
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int, QualityOfService> Sizes => new()
    {
        { 0, QualityOfService.AtLeastOnce },
        { 1, QualityOfService.AtMostOnce },
        { 127, QualityOfService.AtLeastOnce },
        { 128, QualityOfService.AtMostOnce },
        { 65_536, QualityOfService.AtLeastOnce },
        { 4 * 1024 * 1024, QualityOfService.AtMostOnce },
        { 4 * 1024 * 1024, QualityOfService.AtLeastOnce },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Simulator_receives_the_bytes_unchanged(int length, QualityOfService qualityOfService)
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        await using ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), cancellationToken: Cancellation);
        byte[] data = Bytes(length);

        await Vibration.SendAsync(device, data, new SendOptions(qualityOfService), Cancellation);

        ReceivedBulkData received = await mode.BulkData.WaitAsync();
        Assert.Equal(("vibration", qualityOfService), (received.Label, received.QualityOfService));
        Assert.True(received.Data.Span.SequenceEqual(data));
        Assert.Equal(0, mode.Refusals.Count);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Mosquitto_sub_receives_the_bytes_unchanged(int length, QualityOfService qualityOfService)
    {
        await using MosquittoCloud cloud = await MosquittoCloud.StartAsync();
        await using MosquittoSubscriber subscriber = await cloud.SubscribeAsync("/devices/1234/bulkData/vibration", count: 1, "-N");
        await using ModeDevice device = await ModeDevice.ConnectAsync(cloud.Options, cancellationToken: Cancellation);
        byte[] data = Bytes(length);

        await Vibration.SendAsync(device, data, new SendOptions(qualityOfService), Cancellation);

        Assert.Equal(data, await subscriber.OutputAsync());
    }

    [Fact]
    public async Task Simulator_receives_the_same_from_memory_sequence_and_stream()
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        await using ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), cancellationToken: Cancellation);
        byte[] data = Bytes(100_000);

        await Vibration.SendAsync(device, data.AsMemory(), cancellationToken: Cancellation);
        await Vibration.SendAsync(device, new ReadOnlySequence<byte>(data), cancellationToken: Cancellation);
        await Vibration.SendAsync(device, new MemoryStream(data), cancellationToken: Cancellation);

        Assert.Equal(3, mode.BulkData.Count);
        Assert.All(mode.BulkData.ToList(), received => Assert.True(received.Data.Span.SequenceEqual(data)));
    }

    private static byte[] Bytes(int length)
    {
        byte[] data = new byte[length];
        new Random(length).NextBytes(data);
        return data;
    }
}
