using System.Security.Cryptography;
using ModeTyped.TestSupport;

namespace ModeTyped.Mqtt.Tests;

public sealed class MosquittoTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, QualityOfService.AtMostOnce)]
    [InlineData(100, QualityOfService.AtLeastOnce)]
    [InlineData(16 * 1024, QualityOfService.AtLeastOnce)]
    [InlineData(16 * 1024 + 1, QualityOfService.AtLeastOnce)]
    [InlineData(4 * 1024 * 1024, QualityOfService.AtLeastOnce)]
    [InlineData(4 * 1024 * 1024, QualityOfService.AtMostOnce)]
    public async Task A_message_of_any_size_arrives_unchanged(int size, QualityOfService qualityOfService)
    {
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync((1234, "key"));
        var receiver = new RecordingReceiver();
        await using IMqttLink cloud = await ConnectAsync(broker, receiver);
        var topic = new MqttTopic("/devices/1234/bulkData/label");
        Assert.Equal([true], await cloud.SubscribeAsync([topic], Cancellation));

        byte[] payload = RandomNumberGenerator.GetBytes(size);
        await using IMqttLink device = await new MqttLinkFactory().ConnectAsync(
            Options(broker) with { UserName = "1234", Password = "key" }, new RecordingReceiver(), Cancellation);
        await device.PublishAsync(topic, payload, qualityOfService, Cancellation);
        (string name, byte[] received) = await receiver.NextAsync();
        Assert.Equal(topic.Name, name);
        Assert.True(payload.AsSpan().SequenceEqual(received));
        await device.DisconnectAsync(Cancellation);
    }

    [Fact]
    public async Task A_wrong_key_is_told_apart()
    {
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync((1234, "key"));
        MqttLinkException refused = await Assert.ThrowsAsync<MqttLinkException>(async () =>
            await new MqttLinkFactory().ConnectAsync(
                Options(broker) with { UserName = "1234", Password = "wrong-key" }, new RecordingReceiver(), Cancellation));
        Assert.Equal(MqttCloseReason.CredentialsRefused, refused.Reason);
        Assert.DoesNotContain("wrong-key", refused.ToString(), StringComparison.Ordinal);
    }

    private static MqttLinkOptions Options(MosquittoBroker broker) => new()
    {
        Host = "127.0.0.1",
        Port = broker.Port,
        UseTls = false,
        UserName = "cloud",
        Password = "cloud",
        MaxIncomingPacketSize = 8 * 1024 * 1024,
    };

    private static ValueTask<IMqttLink> ConnectAsync(MosquittoBroker broker, IMqttReceiver receiver) =>
        new MqttLinkFactory().ConnectAsync(Options(broker), receiver, Cancellation);
}
