using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ModeTyped.Hosting;

/// <summary>Ties a device to its host: up before the other hosted services start, down after they have stopped.</summary>
internal sealed class ModeDeviceLifetime(IServiceProvider services, object? serviceKey) : IHostedLifecycleService
{
    private ModeDevice? _device;

    /// <summary>Does not wait for the network: a device is offline first, and so is its host.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _device = serviceKey is null
            ? services.GetRequiredService<ModeDevice>()
            : services.GetRequiredKeyedService<ModeDevice>(serviceKey);
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => _device?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
