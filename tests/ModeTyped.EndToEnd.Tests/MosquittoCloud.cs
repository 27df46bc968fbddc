using System.Globalization;
using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>A broker that this project did not write; its own command-line clients play MODE's part.</summary>
internal sealed class MosquittoCloud : IAsyncDisposable
{
    public const ulong DeviceId = 1234;
    public const string Key = "v1.secret";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private MosquittoCloud(MosquittoBroker broker) => Broker = broker;

    public MosquittoBroker Broker { get; }

    /// <summary>How the device reaches it.</summary>
    public ModeDeviceOptions Options =>
        new() { DeviceId = DeviceId, ApiKey = Key, Host = "127.0.0.1", Port = Broker.Port, UseTls = false };

    public static async Task<MosquittoCloud> StartAsync(TestCertificates? certificates = null) =>
        new(await MosquittoBroker.StartAsync(certificates, (DeviceId, Key)));

    /// <summary>Completes once the broker has the device's subscription; ask before the device subscribes.</summary>
    public Task WhenSubscribedAsync(string topic) => Broker.WaitForLogAsync($"{topic} (QoS 0)").WaitAsync(Limit);

    /// <summary>Runs <c>mosquitto_sub</c>, which ends by itself after a number of messages.</summary>
    public Task<MosquittoSubscriber> SubscribeAsync(string topic, int count, params string[] options) =>
        MosquittoSubscriber.StartAsync(Broker, topic, count, options);

    /// <summary>Runs <c>mosquitto_pub</c>.</summary>
    public async Task PublishAsync(string topic, string message)
    {
        await using RunningProgram publisher = RunningProgram.Start(
            Requirement.Program("mosquitto_pub"),
            [
                "-V", "mqttv311", "-h", "127.0.0.1", "-p", Broker.Port.ToString(CultureInfo.InvariantCulture),
                "-u", "cloud", "-P", "cloud", "-t", topic, "-m", message,
            ]);
        Assert.True(await publisher.WaitForExitAsync(Limit) == 0, publisher.Output);
    }

    public ValueTask DisposeAsync() => Broker.DisposeAsync();
}
