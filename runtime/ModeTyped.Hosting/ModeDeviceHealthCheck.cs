using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ModeTyped.Hosting;

/// <summary>Tells a device's state and its reason.</summary>
internal sealed class ModeDeviceHealthCheck(ModeDevice device) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        DeviceStateChange state = device.State;
        HealthStatus status = state.State switch
        {
            DeviceState.Ready => HealthStatus.Healthy,
            DeviceState.Stopped => context.Registration.FailureStatus,
            _ => HealthStatus.Degraded,
        };
        string description = string.Create(CultureInfo.InvariantCulture, $"{state.State} since {state.At:u}: {state.Reason}.");
        if (state.Exception is not null) description += " " + state.Exception.Message;
        return Task.FromResult(new HealthCheckResult(status, description, state.Exception));
    }
}
