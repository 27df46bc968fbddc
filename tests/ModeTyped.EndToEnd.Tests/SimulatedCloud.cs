using ModeTyped.Simulator;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>The simulator with one device, whose id is the largest there is.</summary>
internal static class SimulatedCloud
{
    public const ulong DeviceId = ulong.MaxValue;
    public const string Key = "v1.secret";

    public static Task<ModeSimulator> StartAsync(ModeSimulatorOptions? options = null)
    {
        options ??= new ModeSimulatorOptions();
        options.Devices.Add(DeviceId, Key);
        return ModeSimulator.StartAsync(options, TestContext.Current.CancellationToken);
    }

    /// <summary>How the device reaches a simulator.</summary>
    public static ModeDeviceOptions OptionsFor(ModeSimulator mode) =>
        new() { DeviceId = DeviceId, ApiKey = Key, Host = "127.0.0.1", Port = mode.Port, UseTls = false };
}
