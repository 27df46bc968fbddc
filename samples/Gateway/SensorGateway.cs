using System.Collections.Concurrent;
using ModeTyped;

namespace Gateway;

/// <summary>One gateway: a device that reads the sensor modules that its data in the cloud name.</summary>
internal sealed class SensorGateway(ModeDeviceOptions options)
{
    private static readonly FoundModule[] InReach = [new("0127:fecd6643d89e", "0127"), new("0101:28a183b2e4a0", "0101")];

    private readonly TaskCompletionSource<ModeDevice> _device = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _sensing = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken stopping)
    {
        await using ModeDevice device = ModeDevice.Start(options, new ModeCommands
        {
            StartDiscovery = (_, ct) => ReplyAsync(new DiscoveredSensorModules(InReach), ct),
            ListSensorModules = (_, ct) => ListAsync(ct),
            GetSensorModuleStatus = (command, ct) => StatusAsync(command.SensorId, ct),
            SyncClock = (command, ct) => ReplyAsync(new SensorModuleClockSynced(command.SensorId), ct),
            GetLog = (command, ct) => ReplyAsync(new GatewayError($"{command.SensorId} keeps no log"), ct),
        });
        _device.SetResult(device);

        // Settings that break their rules are not taken: those before them stay in force.
        device.Data.ValueRejected += rejected =>
        {
            Show($"refused {rejected.Key}: {rejected.Rule} at {rejected.Member}");
            _ = device.EnqueueAsync(new GatewayError(rejected.Message), cancellationToken: stopping).AsTask();
        };

        try
        {
            await foreach (DataChange<SensorModule> change in device.Data.WatchAsync<SensorModule>(includeCurrent: true, stopping))
            {
                Show($"{change.Key} ({change.Cause}): {(change.New is { } module ? $"{module.Sensing}, every {module.Interval} s" : "removed")}");
                if (change.New is not null) Start(device, change.Id, change.New, stopping);
                else await RemoveAsync(device, change.Id, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Show("stopping");
        }
    }

    private void Start(ModeDevice device, string id, SensorModule module, CancellationToken stopping)
    {
        Stop(id);
        var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _sensing[id] = end;
        _ = SenseAsync(device, id, module, end.Token);
    }

    private void Stop(string id)
    {
        if (!_sensing.TryRemove(id, out CancellationTokenSource? running)) return;
        running.Cancel();
        running.Dispose();
    }

    private async Task SenseAsync(ModeDevice device, string id, SensorModule module, CancellationToken ending)
    {
        try
        {
            await device.PublishAsync(new SensorModuleStateChange(id, module.IsSensing), ending);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(module.Interval));
            while (module.IsSensing)
            {
                DateTimeOffset now = DateTimeOffset.UtcNow;
                await device.PublishAsync(
                    new RealtimeData([.. module.Sensors.Select(sensor =>
                        new TimeSeriesPoint(now, $"{id}-{sensor.ToLowerInvariant()}", Random.Shared.Next(180, 260) / 10.0))]),
                    ending);
                await timer.WaitForNextTickAsync(ending);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
        }
        catch (ModeSendException exception)
        {
            Show(exception.Message);
        }
    }

    private async Task RemoveAsync(ModeDevice device, string id, CancellationToken stopping)
    {
        Stop(id);
        await device.PublishAsync(new SensorModuleUnregistered(id), stopping);
    }

    private async ValueTask ListAsync(CancellationToken cancellationToken)
    {
        ModeDevice device = await _device.Task.WaitAsync(cancellationToken);
        await device.PublishAsync(
            new SensorModuleList([.. device.Data.GetAll<SensorModule>().Select(pair =>
                new FoundModule(pair.Key, pair.Value.ModelId, pair.Value.ModuleSchema))]),
            cancellationToken);
    }

    private async ValueTask StatusAsync(string id, CancellationToken cancellationToken)
    {
        ModeDevice device = await _device.Task.WaitAsync(cancellationToken);
        if (device.Data.TryGet(id, out SensorModule? module))
            await device.PublishAsync(new SensorModuleStatus(id, module.IsSensing, module.Interval), cancellationToken);
        else
            await device.PublishAsync(new GatewayError($"There is no sensor module {id}."), cancellationToken);
    }

    // A reply is an event that the device chooses to send: MODE's commands have none of their own.
    private async ValueTask ReplyAsync<T>(T reply, CancellationToken cancellationToken)
        where T : IModeEvent<T>
    {
        ModeDevice device = await _device.Task.WaitAsync(cancellationToken);
        await device.PublishAsync(reply, cancellationToken);
    }

    private void Show(string text) => Console.WriteLine($"device {options.DeviceId} | {text}");
}
