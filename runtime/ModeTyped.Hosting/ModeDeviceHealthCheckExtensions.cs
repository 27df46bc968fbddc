using Microsoft.Extensions.Diagnostics.HealthChecks;
using ModeTyped;
using ModeTyped.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Health checks of devices.</summary>
public static class ModeDeviceHealthCheckExtensions
{
    /// <summary>
    /// Adds a check of a device: healthy while it is ready, degraded while it connects, and unhealthy once it has
    /// stopped, each with the state's reason.
    /// </summary>
    /// <param name="builder">Where to add.</param>
    /// <param name="serviceKey">The device's key; null for the device without one.</param>
    /// <param name="name">The check's name; <c>mode</c>, and for a device with a key <c>mode-</c> and the key, unless given.</param>
    /// <param name="failureStatus">What a stopped device is; unhealthy unless given.</param>
    /// <param name="tags">The check's tags.</param>
    public static IHealthChecksBuilder AddModeDevice(
        this IHealthChecksBuilder builder,
        object? serviceKey = null,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name ?? (serviceKey is null ? "mode" : $"mode-{serviceKey}"),
            services => new ModeDeviceHealthCheck(
                serviceKey is null ? services.GetRequiredService<ModeDevice>() : services.GetRequiredKeyedService<ModeDevice>(serviceKey)),
            failureStatus,
            tags));
    }
}
