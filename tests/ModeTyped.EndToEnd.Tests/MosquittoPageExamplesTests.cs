using System.Diagnostics;
using System.Globalization;
using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>The examples of MODE's MQTT page, with mosquitto as the broker and its command-line clients as the cloud.</summary>
public sealed class MosquittoPageExamplesTests
{
    private const ulong DeviceId = 1234;
    private const string Key = "v1.secret";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sending_events_mosquitto_sub_prints_exactly_the_event()
    {
        await using var broker = await MosquittoBroker.StartAsync((DeviceId, Key));
        await using MosquittoSubscriber subscriber = await MosquittoSubscriber.StartAsync(broker, "/devices/1234/event", count: 1);
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(broker), cancellationToken: Cancellation);

        SendFate fate = await device.PublishAsync(new Temperature(21.5, "a1"), Cancellation);

        Assert.Equal(SendFate.Delivered, fate);
        Assert.Equal(
            """{"eventType":"temperature","eventData":{"celsius":21.5,"sensor":"a1"}}""" + "\n",
            System.Text.Encoding.UTF8.GetString(await subscriber.OutputAsync()));
    }

    [Fact]
    public async Task Receiving_commands_mosquitto_pub_runs_the_typed_handler()
    {
        await using var broker = await MosquittoBroker.StartAsync((DeviceId, Key));
        var received = new TaskCompletionSource<SetTarget>(TaskCreationOptions.RunContinuationsAsynchronously);
        var commands = new ModeCommands
        {
            SetTarget = (command, _) =>
            {
                received.TrySetResult(command);
                return ValueTask.CompletedTask;
            },
        };
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(broker), commands, Cancellation);

        await MosquittoPublishAsync(
            broker, "/devices/1234/command", "-m", """{"action":"setTarget","parameters":{"celsius":22.5}}""");

        Assert.Equal(new SetTarget(22.5), await received.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
    }

    [Theory]
    [InlineData(0, QualityOfService.AtLeastOnce)]
    [InlineData(1, QualityOfService.AtMostOnce)]
    [InlineData(127, QualityOfService.AtLeastOnce)]
    [InlineData(128, QualityOfService.AtMostOnce)]
    [InlineData(65_536, QualityOfService.AtLeastOnce)]
    [InlineData(4 * 1024 * 1024, QualityOfService.AtMostOnce)]
    [InlineData(4 * 1024 * 1024, QualityOfService.AtLeastOnce)]
    public async Task Sending_bulk_data_arrives_unchanged(int length, QualityOfService qualityOfService)
    {
        await using var broker = await MosquittoBroker.StartAsync((DeviceId, Key));
        await using MosquittoSubscriber subscriber =
            await MosquittoSubscriber.StartAsync(broker, "/devices/1234/bulkData/vibration", count: 1, "-N");
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(broker), cancellationToken: Cancellation);
        byte[] data = new byte[length];
        new Random(length).NextBytes(data);

        await Vibration.SendAsync(device, data, new SendOptions(qualityOfService), Cancellation);

        Assert.Equal(data, await subscriber.OutputAsync());
    }

    private static ModeDeviceOptions Options(MosquittoBroker broker) =>
        new() { DeviceId = DeviceId, ApiKey = Key, Host = "127.0.0.1", Port = broker.Port, UseTls = false };

    private static async Task MosquittoPublishAsync(MosquittoBroker broker, string topic, params string[] message)
    {
        string[] arguments =
        [
            "-V", "mqttv311", "-h", "127.0.0.1", "-p", broker.Port.ToString(CultureInfo.InvariantCulture),
            "-u", "cloud", "-P", "cloud", "-t", topic, .. message,
        ];
        using var process = Process.Start(Requirement.Program("mosquitto_pub"), arguments);
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
    }
}
