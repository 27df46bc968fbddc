using ModeTyped;
using ModeTyped.Simulator;

namespace Samples;

/// <summary>A simulated MODE in this process.</summary>
internal static class SimulatedMode
{
    private const string ApiKey = "v1.demo";

    public static Task<ModeSimulator> StartAsync(IEnumerable<ulong> deviceIds, CancellationToken stopping)
    {
        Console.WriteLine("No MODE_DEVICE_ID and MODE_API_KEY: running against a simulated MODE.");
        return ModeSimulator.StartAsync(
            new ModeSimulatorOptions { Devices = deviceIds.ToDictionary(id => id, _ => ApiKey) }, stopping);
    }

    /// <summary>How a device reaches the simulated MODE.</summary>
    public static ModeDeviceOptions OptionsFor(this ModeSimulator mode, ulong deviceId) => new()
    {
        DeviceId = deviceId,
        ApiKey = ApiKey,
        Host = "127.0.0.1",
        Port = mode.Port,
        UseTls = false,
    };
}
