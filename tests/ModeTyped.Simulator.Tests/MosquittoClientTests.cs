using System.Diagnostics;
using System.Globalization;
using ModeTyped.TestSupport;

namespace ModeTyped.Simulator.Tests;

/// <summary>Mosquitto's own clients, with the command lines of MODE's MQTT page.</summary>
public sealed class MosquittoClientTests : IAsyncLifetime
{
    private ModeSimulator _mode = null!;

    public async ValueTask InitializeAsync() =>
        _mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1234] = "key" } });

    public ValueTask DisposeAsync() => _mode.DisposeAsync();

    [Fact]
    public async Task Sending_events()
    {
        using Process publisher = Start(
            "mosquitto_pub", "-t", "/devices/1234/event", "-m", """{ "eventType": "test", "eventData": { "x": 123 } }""", "-q", "1");
        await publisher.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, publisher.ExitCode);
        ReceivedEvent received = await _mode.Events.WaitAsync();
        Assert.Equal("test", received.EventType);
        Assert.Equal(123, received.EventData.GetProperty("x").GetInt32());
        Assert.Equal(SessionEndReason.Disconnect, (await _mode.EndedSessions.WaitAsync()).Reason);
    }

    [Fact]
    public async Task Receiving_commands()
    {
        using Process subscriber = Start("mosquitto_sub", "-t", "/devices/1234/command", "-C", "1", "-q", "0");
        await _mode.WaitForDeviceAsync(1234, TestContext.Current.CancellationToken);
        await _mode.SendCommandAsync(1234, "setTarget", """{"celsius":22.5}""", TestContext.Current.CancellationToken);
        string output = await subscriber.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("""{"action":"setTarget","parameters":{"celsius":22.5}}""", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_bulk_data()
    {
        using Process publisher = Start("mosquitto_pub", "-t", "/devices/1234/bulkData/vibration", "-m", "0123", "-q", "1");
        await publisher.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("0123"u8.ToArray(), (await _mode.BulkData.WaitAsync()).Data.ToArray());
    }

    [Fact]
    public async Task A_wrong_key_is_told_to_the_client()
    {
        using Process publisher = Start("mosquitto_pub", "-t", "/devices/1234/event", "-m", "{}", "-P", "wrong");
        string error = await publisher.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("bad user name or password", error, StringComparison.OrdinalIgnoreCase);
    }

    private Process Start(string program, params string[] arguments)
    {
        string[] common =
        [
            "-d", "-V", "mqttv311", "-h", "127.0.0.1", "-p", _mode.Port.ToString(CultureInfo.InvariantCulture),
            "-u", "1234", "-P", "key",
        ];
        return Process.Start(new ProcessStartInfo(Requirement.Program(program), [.. common, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
