using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>The sample of bulk data as a process.</summary>
public sealed class VibrationMonitorTests
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
}
