using System.Globalization;
using ModeTyped.TestSupport;

namespace ModeTyped.Simulator.Tests.Clients;

/// <summary>Mosquitto's own clients, with the command lines of MODE's MQTT page.</summary>
public sealed class MosquittoTests : IAsyncLifetime
{
    private const string PageEvent = """{ "eventType": "test", "eventData": { "x": 123 } }""";
    private const string Forecast = "/devices/1234/bulkData/forecast";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private ModeSimulator _mode = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1234] = "key" } });

    public ValueTask DisposeAsync() => _mode.DisposeAsync();

    [Theory]
    [InlineData("0", QualityOfService.AtMostOnce)]
    [InlineData("1", QualityOfService.AtLeastOnce)]
    public async Task Sending_Events_by_the_pages_line(string qos, QualityOfService expected)
    {
        await using RunningProgram publisher = Start("mosquitto_pub", "-t", "/devices/1234/event", "-m", PageEvent, "-q", qos);
        Assert.Equal(0, await publisher.WaitForExitAsync(Limit));
        ReceivedEvent received = await _mode.Events.WaitAsync();
        Assert.Equal(("test", expected), (received.EventType, received.QualityOfService));
        Assert.Equal(123, received.EventData.GetProperty("x").GetInt32());
        Assert.Equal(SessionEndReason.Disconnect, (await _mode.EndedSessions.WaitAsync()).Reason);
        Assert.Equal(0, _mode.Refusals.Count);
    }

    [Fact]
    public async Task Receiving_Commands_by_the_pages_line()
    {
        await using RunningProgram subscriber = Start("mosquitto_sub", "-t", "/devices/1234/command", "-C", "1");
        await _mode.WaitForDeviceAsync(1234, Cancellation);
        await _mode.SendCommandAsync(1234, "setTarget", """{"celsius":22.5}""", Cancellation);
        Assert.Equal(0, await subscriber.WaitForExitAsync(Limit));
        Assert.Contains("""{"action":"setTarget","parameters":{"celsius":22.5}}""", subscriber.Output, StringComparison.Ordinal);
        Assert.Equal(0, _mode.Refusals.Count);
    }

    [Fact]
    public async Task Sending_Bulk_Data()
    {
        await using RunningProgram publisher = Start("mosquitto_pub", "-t", "/devices/1234/bulkData/vibration", "-m", "0123", "-q", "1");
        Assert.Equal(0, await publisher.WaitForExitAsync(Limit));
        Assert.Equal("0123"u8.ToArray(), (await _mode.BulkData.WaitAsync()).Data.ToArray());
    }

    [Fact]
    public async Task Accessing_Device_Data_Proxy()
    {
        await using RunningProgram subscriber = Start("mosquitto_sub", "-t", "/devices/1234/kv", "-C", "3");
        await subscriber.WaitForLineAsync("""{"action":"reload","rev":0,"numItems":0,"items":[]}""");

        await using RunningProgram writer = Start(
            "mosquitto_pub", "-t", "/devices/1234/kv", "-m", """{"action":"set","key":"interval","value":60}""", "-q", "1");
        Assert.Equal(0, await writer.WaitForExitAsync(Limit));
        _mode.Data(1234).Delete("interval");

        Assert.Equal(0, await subscriber.WaitForExitAsync(Limit));
        Assert.Contains("""{"action":"set","rev":1,"key":"interval","value":60}""", subscriber.Output, StringComparison.Ordinal);
        Assert.Contains("""{"action":"delete","rev":2,"key":"interval"}""", subscriber.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task Request_and_Response_Communication(string qos)
    {
        _mode.AnswerBulkRequests("forecast", request => new BulkResponse($$"""{"asked":{{request.Payload.GetRawText()}}}"""));

        await using RunningProgram requester = Start(
            "mosquitto_rr",
            "-t", $"{Forecast}/request", "-e", $"{Forecast}/response",
            "-m", """{"bulkDataLabel":"forecast","requestId":"r-1","payload":{"hours":24}}""", "-q", qos);

        Assert.Equal(0, await requester.WaitForExitAsync(Limit));
        Assert.Contains("""{"requestId":"r-1","status":"OK","payload":{"asked":{"hours":24}}}""", requester.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Restriction.ProtocolVersion, "-V", "mqttv31")]
    [InlineData(Restriction.ProtocolVersion, "-V", "mqttv5")]
    [InlineData(Restriction.PublishQualityOfService, "-q", "2")]
    [InlineData(Restriction.Retain, "-r")]
    [InlineData(Restriction.Will, "--will-topic", "/devices/1234/event")]
    [InlineData(Restriction.PersistentSession, "-c", "-i", "me")]
    [InlineData(Restriction.Credentials, "-P", "wrong")]
    [InlineData(Restriction.ForeignTopic, "-t", "/devices/99/event")]
    public async Task Known_Restrictions_are_refused(Restriction restriction, params string[] arguments)
    {
        await using RunningProgram publisher = Start(
            "mosquitto_pub", ["-t", "/devices/1234/event", "-m", PageEvent, .. arguments]);
        Assert.Equal(restriction, (await _mode.Refusals.WaitAsync(cancellationToken: Cancellation)).Restriction);
        Assert.Equal(0, _mode.Events.Count);
    }

    [Fact]
    public async Task A_wrong_key_is_told_to_the_client()
    {
        await using RunningProgram publisher = Start("mosquitto_pub", "-t", "/devices/1234/event", "-m", "{}", "-P", "wrong");
        Assert.NotEqual(0, await publisher.WaitForExitAsync(Limit));
        Assert.Contains("bad user name or password", publisher.Output, StringComparison.OrdinalIgnoreCase);
    }

    private RunningProgram Start(string program, params string[] arguments)
    {
        string[] common =
        [
            "-d", "-V", "mqttv311", "-h", "127.0.0.1", "-p", _mode.Port.ToString(CultureInfo.InvariantCulture),
            "-u", "1234", "-P", "key",
        ];
        return RunningProgram.Start(Requirement.Program(program), [.. common, .. arguments]);
    }
}
