using System.Globalization;
using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>The sample that a newcomer runs first, as a process: under the JIT, and as a native binary.</summary>
public sealed class ThermostatTests
{
    private const string Thermostat = "samples/Thermostat";
    private const string Simulator = "runtime/ModeTyped.Simulator";

    [Fact]
    public async Task Without_configuration_it_shows_both_sides_and_ends_by_itself()
    {
        await using RunningProgram program = RunningProgram.StartDotnet(Sources.BuiltProgram(Thermostat), [], NoCredentials);

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
        await using RunningProgram simulator = StartSimulator();
        int port = await PortAsync(simulator);
        await using RunningProgram device = RunningProgram.StartDotnet(
            Sources.BuiltProgram(Thermostat), [], Credentials(port));

        await WorkAgainstSimulatorAsync(device, simulator);
    }

    [Fact]
    public async Task As_a_native_binary_it_does_the_same_work_and_publishing_it_shows_no_warning()
    {
        Requirement.Program("clang");
        string folder = Directory.CreateTempSubdirectory("modetyped-aot-").FullName;
        try
        {
            string binary = await PublishNativeAsync(folder);
            await using (RunningProgram unconfigured = RunningProgram.Start(binary, [], NoCredentials))
                Assert.Equal(2, await unconfigured.WaitForExitAsync(TimeSpan.FromSeconds(20)));

            await using RunningProgram simulator = StartSimulator();
            int port = await PortAsync(simulator);
            await using (RunningProgram device = RunningProgram.Start(binary, [], Credentials(port)))
                await WorkAgainstSimulatorAsync(device, simulator);

            await using var broker = await MosquittoBroker.StartAsync((1234, "key"));
            await using MosquittoSubscriber subscriber = await MosquittoSubscriber.StartAsync(broker, "/devices/1234/event", count: 2);
            await using (RunningProgram device = RunningProgram.Start(binary, [], Credentials(broker.Port)))
            {
                string events = System.Text.Encoding.UTF8.GetString(await subscriber.OutputAsync());
                Assert.StartsWith(
                    """{"eventType":"temperature","eventData":{"celsius":18.5,"sensor":"a1"}}""", events, StringComparison.Ordinal);
                await device.InterruptAsync();
                Assert.Equal(0, await device.WaitForExitAsync(TimeSpan.FromSeconds(20)));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
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

    private static async Task<string> PublishNativeAsync(string folder)
    {
        await using RunningProgram publish = RunningProgram.Start(
            "dotnet",
            [
                "publish", Path.Combine(Sources.Root, Thermostat), "-c", "Release", "-r", "linux-x64", "-p:NativeAot=true",
                "--artifacts-path", folder, "-o", Path.Combine(folder, "out"), "-nodeReuse:false",
            ]);
        Assert.True(0 == await publish.WaitForExitAsync(TimeSpan.FromMinutes(5)), publish.Output);
        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(Path.Combine(folder, "out", "ModeTyped.Simulator.dll")));
        return Path.Combine(folder, "out", "Thermostat");
    }

    private static RunningProgram StartSimulator() =>
        RunningProgram.StartDotnet(Sources.BuiltProgram(Simulator), ["--port", "0", "--device", "1234:key"]);

    private static async Task<int> PortAsync(RunningProgram simulator)
    {
        string line = await simulator.WaitForLineAsync("127.0.0.1:");
        string digits = new([.. line[(line.IndexOf("127.0.0.1:", StringComparison.Ordinal) + 10)..].TakeWhile(char.IsAsciiDigit)]);
        return int.Parse(digits, CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, string> Credentials(int port) => new()
    {
        ["MODE_DEVICE_ID"] = "1234",
        ["MODE_API_KEY"] = "key",
        ["MODE_HOST"] = "127.0.0.1",
        ["MODE_PORT"] = port.ToString(CultureInfo.InvariantCulture),
        ["MODE_TLS"] = "false",
    };

    private static Dictionary<string, string> NoCredentials { get; } = new() { ["MODE_DEVICE_ID"] = "", ["MODE_API_KEY"] = "" };
}
