using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>The sample that a newcomer runs first, as a process: under the JIT, and as a native binary.</summary>
[Collection(NativeSamples.Name)]
public sealed class ThermostatTests(NativeBinaries native)
{
    private const string Thermostat = "samples/Thermostat";

    [Fact]
    public async Task Without_configuration_it_shows_both_sides_and_ends_by_itself()
    {
        await using RunningProgram program = RunningProgram.StartDotnet(Sources.BuiltProgram(Thermostat), [], SamplePrograms.NoCredentials);

        Assert.Equal(0, await program.WaitForExitAsync(TimeSpan.FromSeconds(60)));

        Assert.Contains("device | 18.5 °C: Delivered", program.Output, StringComparison.Ordinal);
        Assert.Contains("""MODE   | event temperature {"celsius":18.5,"sensor":"a1"}""", program.Output, StringComparison.Ordinal);
        Assert.Contains("MODE   | command setTarget 22.5 °C", program.Output, StringComparison.Ordinal);
        Assert.Contains("device | setTarget: heating to 22.5 °C", program.Output, StringComparison.Ordinal);
        Assert.Contains("0 messages refused", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_credentials_it_is_a_device_until_it_is_interrupted()
    {
        await using RunningProgram simulator = SamplePrograms.StartSimulator();
        int port = await SamplePrograms.PortAsync(simulator);
        await using RunningProgram device = RunningProgram.StartDotnet(
            Sources.BuiltProgram(Thermostat), [], SamplePrograms.Credentials(port));

        await WorkAgainstSimulatorAsync(device, simulator);
    }

    [Fact]
    public async Task As_a_native_binary_it_does_the_same_work_and_publishing_it_shows_no_warning()
    {
        string binary = await native.PublishAsync(Thermostat);
        await using (RunningProgram unconfigured = RunningProgram.Start(binary, [], SamplePrograms.NoCredentials))
            Assert.Equal(2, await unconfigured.WaitForExitAsync(TimeSpan.FromSeconds(20)));

        await using RunningProgram simulator = SamplePrograms.StartSimulator();
        int port = await SamplePrograms.PortAsync(simulator);
        await using (RunningProgram device = RunningProgram.Start(binary, [], SamplePrograms.Credentials(port)))
            await WorkAgainstSimulatorAsync(device, simulator);

        await using var broker = await MosquittoBroker.StartAsync((1234, "key"));
        await using MosquittoSubscriber subscriber = await MosquittoSubscriber.StartAsync(broker, "/devices/1234/event", count: 2);
        await using (RunningProgram device = RunningProgram.Start(binary, [], SamplePrograms.Credentials(broker.Port)))
        {
            string events = System.Text.Encoding.UTF8.GetString(await subscriber.OutputAsync());
            Assert.StartsWith(
                """{"eventType":"temperature","eventData":{"celsius":18.5,"sensor":"a1"}}""", events, StringComparison.Ordinal);
            await device.InterruptAsync();
            Assert.Equal(0, await device.WaitForExitAsync(TimeSpan.FromSeconds(20)));
        }
    }

    private static async Task WorkAgainstSimulatorAsync(RunningProgram device, RunningProgram simulator)
    {
        await simulator.WaitForLineAsync("temperature");
        await simulator.TypeAsync("""1234 setTarget {"celsius":22.5}""");
        await device.WaitForLineAsync("setTarget: heating to 22.5 °C");
        await device.InterruptAsync();
        Assert.Equal(0, await device.WaitForExitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains("Delivered", device.Output, StringComparison.Ordinal);
    }
}
