using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>The sample of bulk data, as a process: under the JIT, and as a native binary.</summary>
[Collection(NativeSamples.Name)]
public sealed class VibrationMonitorTests(NativeBinaries native)
{
    private const string VibrationMonitor = "samples/VibrationMonitor";

    [Fact]
    public async Task Without_configuration_it_shows_both_sides_and_ends_by_itself()
    {
        await using RunningProgram program = RunningProgram.StartDotnet(
            Sources.BuiltProgram(VibrationMonitor), [], SamplePrograms.NoCredentials);

        Assert.Equal(0, await program.WaitForExitAsync(TimeSpan.FromSeconds(60)));

        Assert.Contains("device | 2048 samples: Delivered", program.Output, StringComparison.Ordinal);
        Assert.Contains("device | diagnosis: healthy, severity 0.2", program.Output, StringComparison.Ordinal);
        Assert.Contains("device | diagnosis: bearing worn, severity 1", program.Output, StringComparison.Ordinal);
        Assert.Contains("device | recording: 3 parts, 12288 bytes delivered", program.Output, StringComparison.Ordinal);
        Assert.Contains("MODE   | bulk data vibration, 4096 bytes", program.Output, StringComparison.Ordinal);
        Assert.Contains("MODE   | bulk data recording, 4096 bytes", program.Output, StringComparison.Ordinal);
        Assert.Contains("MODE   | event vibrationAlarm", program.Output, StringComparison.Ordinal);
        Assert.Contains("MODE   | 3 diagnoses made, 0 messages refused", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_a_native_binary_it_does_the_same_work_and_publishing_it_shows_no_warning()
    {
        string binary = await native.PublishAsync(VibrationMonitor);
        string folder = Path.GetDirectoryName(binary)!;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "diagnosis.json"),
            """{"payload":{"finding":"bearing worn","severity":0.75}}""",
            TestContext.Current.CancellationToken);
        await using RunningProgram simulator = SamplePrograms.StartSimulator("--bulk-responses", folder);
        int port = await SamplePrograms.PortAsync(simulator);

        await using RunningProgram device = RunningProgram.Start(binary, [], SamplePrograms.Credentials(port));

        Assert.Equal(0, await device.WaitForExitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("device | diagnosis: bearing worn, severity 0.75", device.Output, StringComparison.Ordinal);
        Assert.Contains("device | recording: 3 parts, 12288 bytes delivered", device.Output, StringComparison.Ordinal);
        await simulator.WaitForLineAsync("vibrationAlarm");
    }
}
