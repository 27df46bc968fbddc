using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ModeTyped.TestSupport;

namespace ModeTyped.Mqtt.Tests;

[Collection("WebSocket")]
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

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Every_transport_carries_small_and_large_messages_and_a_graceful_end(bool webSocket, bool useTls)
    {
        using var certificates = new TestCertificates();
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync(certificates, (1234, "key"));
        MqttLinkOptions options = Options(broker) with
        {
            Transport = webSocket ? MqttTransport.WebSocket : MqttTransport.Tcp,
            UseTls = useTls,
            TrustedRoots = [certificates.Root],
            Port = (webSocket, useTls) switch
            {
                (false, _) => broker.TlsPort,
                (_, false) => broker.WebSocketPort,
                _ => broker.SecureWebSocketPort,
            },
        };
        var commands = new RecordingReceiver();
        await using IMqttLink link = await new MqttLinkFactory().ConnectAsync(options, commands, Cancellation);
        var command = new MqttTopic("/devices/1234/command");
        Assert.Equal([true], await link.SubscribeAsync([command], Cancellation));

        // mosquitto's WebSocket listener takes large messages but stalls when it sends them, whoever the client is.
        var bulk = new MqttTopic("/devices/1234/bulkData/label");
        var bulkReceiver = new RecordingReceiver();
        await using IMqttLink cloud = await ConnectAsync(broker, bulkReceiver);
        await cloud.SubscribeAsync([bulk], Cancellation);
        foreach (int size in new[] { 0, 10, 100_000, 3_000_000 })
        {
            byte[] payload = RandomNumberGenerator.GetBytes(size);
            await link.PublishAsync(bulk, payload, QualityOfService.AtLeastOnce, Cancellation);
            (_, byte[] received) = await bulkReceiver.NextAsync();
            Assert.True(payload.AsSpan().SequenceEqual(received));

            payload = payload[..Math.Min(size, 50_000)];
            await cloud.PublishAsync(command, payload, QualityOfService.AtLeastOnce, Cancellation);
            (_, received) = await commands.NextAsync();
            Assert.True(payload.AsSpan().SequenceEqual(received));
        }

        await link.DisconnectAsync(Cancellation);
        Assert.Equal(MqttCloseReason.ByClient, await link.Closed);
    }

    [Fact]
    public async Task A_client_certificate_is_shown_to_a_broker_that_asks_for_one()
    {
        using var certificates = new TestCertificates();
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync(certificates, (1234, "key"));
        MqttLinkOptions options = Options(broker) with
        {
            Port = broker.MutualTlsPort,
            UseTls = true,
            TrustedRoots = [certificates.Root],
        };
        await Assert.ThrowsAsync<MqttLinkException>(async () =>
            await new MqttLinkFactory().ConnectAsync(options, new RecordingReceiver(), Cancellation));

        using X509Certificate2 certificate = certificates.IssueClient("1234");
        await using IMqttLink link = await new MqttLinkFactory().ConnectAsync(
            options with { ClientCertificate = certificate }, new RecordingReceiver(), Cancellation);
        await link.PublishAsync(
            new MqttTopic("/devices/1234/event"), default, QualityOfService.AtLeastOnce, Cancellation);
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
