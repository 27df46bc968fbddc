using System.Text.Json;
using ModeTyped;
using ModeTyped.Simulator;
using Samples;

namespace Gateway;

/// <summary>MODE's part: a simulator, and an app that sets up a sensor module on each of three gateways.</summary>
internal static class InProcessCloud
{
    private const string ModuleId = "0127:fecd6643d89e";
    private const string Key = "sensorModule" + ModuleId;
    private static readonly ulong[] Gateways = [1, 2, 3];

    public static async Task<int> RunAsync(
        Func<ModeDeviceOptions, CancellationToken, Task> device, CancellationToken stopping)
    {
        await using ModeSimulator mode = await SimulatedMode.StartAsync(Gateways, stopping);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task devices = Task.WhenAll(Gateways.Select(id => device(mode.OptionsFor(id), ending.Token)));
        try
        {
            await Task.WhenAll(Gateways.Select(id => RunAppAsync(mode, id, ending.Token)));
        }
        finally
        {
            await ending.CancelAsync();
            await devices;
        }

        Console.WriteLine($"MODE   | {mode.Events.Count} events received, {mode.Refusals.Count} messages refused");
        return mode.Refusals.Count == 0 ? 0 : 1;
    }

    private static async Task RunAppAsync(ModeSimulator mode, ulong id, CancellationToken stopping)
    {
        await mode.WaitForDeviceAsync(id, stopping);
        await mode.SendCommandAsync(id, new StartDiscovery(Timeout: 5), stopping);
        await SeeAsync("discoveredSensorModules");

        var module = new SensorModule(ModuleId, $"{id}", "on", Interval: 1, "0127", ["TEMPERATURE:0", "HUMIDITY:0"]);
        Set(module);
        await SeeAsync("realtimeData");

        await mode.SendCommandAsync(id, new GetSensorModuleStatus(ModuleId), stopping);
        await SeeAsync("sensorModuleStatus");

        Set(module with { Interval = 0 });
        await SeeAsync("error");

        mode.Data(id).Delete(Key);
        await SeeAsync("sensorModuleUnregistered");

        void Set(SensorModule value)
        {
            string json = JsonSerializer.Serialize(value, ModeJsonContext.Default.SensorModule);
            Console.WriteLine($"MODE   | gateway {id}: {Key} = {json}");
            mode.Data(id).Set(Key, json);
        }

        async Task SeeAsync(string eventType)
        {
            ReceivedEvent received = await mode.Events.WaitAsync(
                received => received.DeviceId == id && received.EventType == eventType, TimeSpan.FromSeconds(30), stopping);
            Console.WriteLine($"MODE   | gateway {id}: event {eventType} {received.EventData}");
        }
    }
}
