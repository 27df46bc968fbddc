using System.Globalization;
using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>The samples as programs, and the simulator's program that they talk to.</summary>
internal static class SamplePrograms
{
    /// <summary>An environment that describes no device.</summary>
    public static Dictionary<string, string> NoCredentials { get; } = new() { ["MODE_DEVICE_ID"] = "", ["MODE_API_KEY"] = "" };

    /// <summary>An environment that describes the simulator's device.</summary>
    public static Dictionary<string, string> Credentials(int port) => new()
    {
        ["MODE_DEVICE_ID"] = "1234",
        ["MODE_API_KEY"] = "key",
        ["MODE_HOST"] = "127.0.0.1",
        ["MODE_PORT"] = port.ToString(CultureInfo.InvariantCulture),
        ["MODE_TLS"] = "false",
    };

    public static RunningProgram StartSimulator(params string[] options) =>
        RunningProgram.StartDotnet(Sources.BuiltProgram("runtime/ModeTyped.Simulator"), ["--port", "0", "--device", "1234:key", .. options]);

    /// <summary>The port that the simulator chose.</summary>
    public static async Task<int> PortAsync(RunningProgram simulator)
    {
        string line = await simulator.WaitForLineAsync("127.0.0.1:");
        string digits = new([.. line[(line.IndexOf("127.0.0.1:", StringComparison.Ordinal) + 10)..].TakeWhile(char.IsAsciiDigit)]);
        return int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
