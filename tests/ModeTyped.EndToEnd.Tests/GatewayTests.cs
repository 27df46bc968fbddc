using System.Reflection;
using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>The sample of many devices and key families as a process.</summary>
public sealed class GatewayTests
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
    public async Task Its_configuration_schema_is_the_checked_in_one()
    {
        Type type = Assembly.LoadFrom(Sources.BuiltProgram(Gateway)).GetType("Gateway.SensorModule", throwOnError: true)!;
        var info = (ModeDataInfo)typeof(ModeDataInfo).GetMethod(nameof(ModeDataInfo.Of))!.MakeGenericMethod(type).Invoke(null, null)!;

        string file = Path.Combine(Sources.Root, Gateway, "SensorModule.schema.json");
        string expected = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd(), info.ConfigurationSchema);
    }
}
