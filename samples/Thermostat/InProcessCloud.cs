using ModeTyped;
using ModeTyped.Simulator;
using Samples;

namespace Thermostat;

/// <summary>MODE's part of the first run: a simulator in this process that shows what arrives and sends a few commands.</summary>
internal static class InProcessCloud
{
    private const ulong DeviceId = 1234;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    /// <summary>Runs a device against the simulator for about ten seconds.</summary>
    public static async Task<int> RunAsync(
        Func<ModeDeviceOptions, CancellationToken, Task> device, CancellationToken stopping)
    {
        await using ModeSimulator mode = await SimulatedMode.StartAsync([DeviceId], stopping);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        ending.CancelAfter(Length);

        Task events = ShowEventsAsync(mode, ending.Token);
        Task commands = SendCommandsAsync(mode, ending.Token);
        await device(mode.OptionsFor(DeviceId), ending.Token);
        await Task.WhenAll(events, commands);

        Console.WriteLine($"MODE   | {mode.Events.Count} events received, {mode.Refusals.Count} messages refused");
        return 0;
    }

    private static async Task ShowEventsAsync(ModeSimulator mode, CancellationToken ending)
    {
        try
        {
            await foreach (ReceivedEvent received in mode.Events.WithCancellation(ending))
                Console.WriteLine($"MODE   | event {received.EventType} {received.EventData}");
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
        }
    }

    private static async Task SendCommandsAsync(ModeSimulator mode, CancellationToken ending)
    {
        try
        {
            await mode.WaitForDeviceAsync(DeviceId, ending);
            foreach (double celsius in (double[])[22.5, 19, 21])
            {
                await Task.Delay(TimeSpan.FromSeconds(2.5), ending);
                Console.WriteLine($"MODE   | command setTarget {celsius} °C");
                await mode.SendCommandAsync(DeviceId, new SetTarget(celsius), ending);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
        }
    }
}
