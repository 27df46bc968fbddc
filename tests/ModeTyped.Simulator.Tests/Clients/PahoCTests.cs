using System.Globalization;
using ModeTyped.TestSupport;

namespace ModeTyped.Simulator.Tests.Clients;

/// <summary>The example programs of Eclipse Paho's C client.</summary>
public sealed class PahoCTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private ModeSimulator _mode = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1234] = "key" } });

    public ValueTask DisposeAsync() => _mode.DisposeAsync();

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task Sending_Events(string qos)
    {
        await using RunningProgram publisher = RunningProgram.Start(
            Requirement.Program("paho_c_pub"),
            ["-t", "/devices/1234/event", "-m", """{"eventType":"test","eventData":{"x":123}}""", "-q", qos, .. Connection()]);

        Assert.Equal(0, await publisher.WaitForExitAsync(Limit));
        ReceivedEvent received = await _mode.Events.WaitAsync();
        Assert.Equal("""{"x":123}""", received.EventData.GetRawText());
        Assert.Equal(qos, ((int)received.QualityOfService).ToString(CultureInfo.InvariantCulture));
        Assert.Equal(SessionEndReason.Disconnect, (await _mode.EndedSessions.WaitAsync()).Reason);
        Assert.Equal(0, _mode.Refusals.Count);
    }

    [Fact]
    public async Task Receiving_Commands()
    {
        // Into a pipe C programs write by the block, so that a line shows at their end unless they are told otherwise.
        await using RunningProgram subscriber = RunningProgram.Start(
            Requirement.Program("stdbuf"),
            ["-oL", Requirement.Program("paho_c_sub"), "-t", "/devices/1234/command", "-q", "0", .. Connection()]);
        await _mode.WaitForDeviceAsync(1234, Cancellation);

        await _mode.SendCommandAsync(1234, "setTarget", """{"celsius":22.5}""", Cancellation);

        await subscriber.WaitForLineAsync("""{"action":"setTarget","parameters":{"celsius":22.5}}""");
        await subscriber.InterruptAsync();
        await subscriber.WaitForExitAsync(Limit);
        Assert.Equal(SessionEndReason.Disconnect, (await _mode.EndedSessions.WaitAsync()).Reason);
        Assert.Equal(0, _mode.Refusals.Count);
    }

    [Fact]
    public async Task Known_Restrictions_a_subscription_above_QoS_0_is_refused()
    {
        await using RunningProgram subscriber = RunningProgram.Start(
            Requirement.Program("paho_c_sub"), ["-t", "/devices/1234/command", "-q", "2", .. Connection()]);

        Assert.Equal(Restriction.SubscribeQualityOfService, (await _mode.Refusals.WaitAsync(cancellationToken: Cancellation)).Restriction);
    }

    private string[] Connection() =>
        ["-h", "127.0.0.1", "-p", _mode.Port.ToString(CultureInfo.InvariantCulture), "-u", "1234", "-P", "key", "-V", "311"];
}
