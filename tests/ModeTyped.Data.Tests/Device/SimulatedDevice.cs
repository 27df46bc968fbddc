using ModeTyped.Mqtt;
using ModeTyped.Simulator;

namespace ModeTyped.Data.Tests.Device;

/// <summary>A device and the simulator that it is connected to.</summary>
internal sealed class SimulatedDevice : IAsyncDisposable
{
    public const ulong Id = 1234;

    private SimulatedDevice(ModeSimulator mode, ModeDevice device)
    {
        Mode = mode;
        Device = device;
    }

    public ModeSimulator Mode { get; }

    public ModeDevice Device { get; }

    public Simulator.DeviceData Cloud => Mode.Data(Id);

    public static async Task<SimulatedDevice> StartAsync(
        bool echo = false, Action<ModeSimulator>? prepare = null, Func<ModeDeviceOptions, ModeDeviceOptions>? configure = null)
    {
        ModeSimulator mode = await ModeSimulator.StartAsync(
            new ModeSimulatorOptions { Devices = { [Id] = "key" }, EchoDataWrites = echo }, TestContext.Current.CancellationToken);
        prepare?.Invoke(mode);
        var options = new ModeDeviceOptions
        {
            DeviceId = Id,
            ApiKey = "key",
            Host = "127.0.0.1",
            Port = mode.Port,
            UseTls = false,
            SendsPerMinute = null,
            LinkFactory = new MqttLinkFactory(),
        };
        return new SimulatedDevice(mode, ModeDevice.Start(configure?.Invoke(options) ?? options));
    }

    public async ValueTask DisposeAsync()
    {
        await Device.DisposeAsync();
        await Mode.DisposeAsync();
    }
}
