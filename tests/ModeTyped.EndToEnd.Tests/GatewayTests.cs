using System.Reflection;
using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>The sample of many devices and key families, as a process: under the JIT, and as a native binary.</summary>
[Collection(NativeSamples.Name)]
public sealed class GatewayTests(NativeBinaries native)
{
    private const string Gateway = "samples/Gateway";
    private const string Key = "sensorModule0127:fecd6643d89e";

    [Fact]
    public async Task Without_configuration_it_shows_both_sides_of_three_gateways_and_ends_by_itself()
    {
        await using RunningProgram program = RunningProgram.StartDotnet(Sources.BuiltProgram(Gateway), [], SamplePrograms.NoCredentials);

        Assert.Equal(0, await program.WaitForExitAsync(TimeSpan.FromSeconds(60)));

        for (int id = 1; id <= 3; id++)
        {
            Assert.Contains($"device {id} | {Key} (Remote): on, every 1 s", program.Output, StringComparison.Ordinal);
            Assert.Contains($"device {id} | refused {Key}: Range at interval", program.Output, StringComparison.Ordinal);
            Assert.Contains($"device {id} | {Key} (Remote): removed", program.Output, StringComparison.Ordinal);
            Assert.Contains($"MODE   | gateway {id}: event realtimeData", program.Output, StringComparison.Ordinal);
            Assert.Contains($"MODE   | gateway {id}: event sensorModuleUnregistered", program.Output, StringComparison.Ordinal);
        }

        Assert.Contains("0 messages refused", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_a_native_binary_it_does_the_same_work_and_publishing_it_shows_no_warning()
    {
        string binary = await native.PublishAsync(Gateway);
        await using RunningProgram simulator = SamplePrograms.StartSimulator();
        int port = await SamplePrograms.PortAsync(simulator);
        await simulator.TypeAsync($$"""1234 /set {{Key}} {{Module(interval: 1)}}""");

        await using RunningProgram device = RunningProgram.Start(binary, [], SamplePrograms.Credentials(port));

        await device.WaitForLineAsync("on, every 1 s");
        await simulator.WaitForLineAsync("realtimeData");
        await simulator.TypeAsync("""1234 startDiscovery {"timeout":5}""");
        await simulator.WaitForLineAsync("discoveredSensorModules");
        await simulator.TypeAsync("""1234 listSensorModules {"timeout":5}""");
        Assert.Contains(
            """{"sensorModuleId":"0127:fecd6643d89e","modelId":"0127","moduleSchema":[{"x":1}]}""",
            await simulator.WaitForLineAsync("sensorModuleList"), StringComparison.Ordinal);
        await simulator.TypeAsync($$"""1234 /set {{Key}} {{Module(interval: 0)}}""");
        await device.WaitForLineAsync("Range at interval");
        await simulator.TypeAsync($"1234 /delete {Key}");
        await simulator.WaitForLineAsync("sensorModuleUnregistered");
        await device.InterruptAsync();
        Assert.Equal(0, await device.WaitForExitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Its_configuration_schema_is_the_checked_in_one()
    {
        Type type = Assembly.LoadFrom(Sources.BuiltProgram(Gateway)).GetType("Gateway.SensorModule", throwOnError: true)!;
        var info = (ModeDataInfo)typeof(ModeDataInfo).GetMethod(nameof(ModeDataInfo.Of))!.MakeGenericMethod(type).Invoke(null, null)!;

        string file = Path.Combine(Sources.Root, Gateway, "SensorModule.schema.json");
        string expected = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd(), info.ConfigurationSchema);
    }

    private static string Module(int interval) =>
        $$"""{"id":"0127:fecd6643d89e","gatewayID":"1234","sensing":"on","interval":{{interval}},"modelId":"0127","sensors":["TEMPERATURE:0"],"moduleSchema":[{"x":1}]}""";
}
