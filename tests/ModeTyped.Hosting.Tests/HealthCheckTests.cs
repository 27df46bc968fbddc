using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ModeTyped.Simulator;

namespace ModeTyped.Hosting.Tests;

public sealed class HealthCheckTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_is_degraded_until_it_is_ready_and_unhealthy_once_stopped_and_says_why()
    {
        await using ModeSimulator mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1] = "key" } }, Cancelled);
        await using ServiceProvider services = Services(1, "key", mode.Port);
        var device = services.GetRequiredService<ModeDevice>();

        await device.WhenReadyAsync(Cancelled);
        HealthReportEntry entry = await CheckAsync(services);
        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Matches("^Ready since .+: Connected\\.$", entry.Description);

        await device.StopAsync(Cancelled);
        entry = await CheckAsync(services);
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Matches("^Stopped since .+: StoppedByApplication\\.", entry.Description);
    }

    [Fact]
    public async Task An_unreachable_MODE_is_degraded_with_the_cause()
    {
        await using ServiceProvider services = Services(1, "key", port: 1);
        var device = services.GetRequiredService<ModeDevice>();
        await foreach (DeviceStateChange change in device.WatchStateAsync(Cancelled))
        {
            if (change.Exception is not null) break;
        }

        HealthReportEntry entry = await CheckAsync(services);
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.NotNull(entry.Exception);
        Assert.EndsWith(entry.Exception.Message, entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_credentials_are_unhealthy_and_the_key_is_not_told()
    {
        await using ModeSimulator mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1] = "key" } }, Cancelled);
        await using ServiceProvider services = Services(1, "v1.wrong", mode.Port);
        await services.GetRequiredService<ModeDevice>().WaitForStateAsync(DeviceState.Stopped, Cancelled);
        HealthReportEntry entry = await CheckAsync(services);
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("CredentialsRefused", entry.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("v1.wrong", entry.Description + entry.Exception, StringComparison.Ordinal);
    }

    private static async Task<HealthReportEntry> CheckAsync(ServiceProvider services)
    {
        HealthReport report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancelled);
        return report.Entries["mode"];
    }

    private static ServiceProvider Services(ulong id, string key, int port)
    {
        IServiceCollection services = new ServiceCollection().AddLogging().AddModeDevice(_ => new ModeDeviceOptions
        {
            DeviceId = id,
            ApiKey = key,
            Host = "127.0.0.1",
            Port = port,
            UseTls = false,
        });
        services.AddHealthChecks().AddModeDevice();
        return services.BuildServiceProvider();
    }
}
