using ModeTyped.Simulator;
using ModeTyped.TestSupport;

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
        bool echo = false,
        Action<ModeSimulator>? prepare = null,
        Func<ModeDeviceOptions, ModeDeviceOptions>? configure = null,
        TimeProvider? clock = null)
    {
        ModeSimulator mode = await ModeSimulator.StartAsync(
            new ModeSimulatorOptions
            {
                Devices = { [Id] = "key" },
                EchoDataWrites = echo,
                TimeProvider = clock ?? TimeProvider.System,
            },
            TestContext.Current.CancellationToken);
        prepare?.Invoke(mode);
        ModeDeviceOptions options = new ModeDeviceOptions
        {
            DeviceId = Id,
            ApiKey = "key",
            Host = "127.0.0.1",
            Port = mode.Port,
            UseTls = false,
            SendsPerMinute = null,
            TimeProvider = clock ?? TimeProvider.System,
        }.OverTestedLink();
        return new SimulatedDevice(mode, ModeDevice.Start(configure?.Invoke(options) ?? options));
    }

    /// <summary>Waits until the device shows what the cloud has, and has nothing left to tell it.</summary>
    public async Task ConvergeAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!Text(Device).SequenceEqual(Text(Cloud)) || Device.Data.GetAll().Any(item => item.IsPending))
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"The device shows {string.Join(' ', Text(Device))}, the cloud has {string.Join(' ', Text(Cloud))}.");
            await Task.Yield();
        }
    }

    /// <summary>What a device shows, as <c>KEY=VALUE</c> in the order of the keys.</summary>
    public static IEnumerable<string> Text(ModeDevice device) =>
        device.Data.GetAll().Select(item => $"{item.Key}={item.Value.GetRawText()}").Order(StringComparer.Ordinal);

    /// <summary>What the cloud has, in the same form.</summary>
    public static IEnumerable<string> Text(Simulator.DeviceData cloud) =>
        cloud.Items.Select(item => $"{item.Key}={item.Value.GetRawText()}").Order(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await Device.DisposeAsync();
        await Mode.DisposeAsync();
    }
}
