using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModeTyped;

// The port of a MODE on this machine is the argument: --Mode:Port=1883.
HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Configuration["Mode:DeviceId"] = "1";
builder.Configuration["Mode:ApiKey"] = "key";
builder.Configuration["Mode:Host"] = "127.0.0.1";
builder.Configuration["Mode:UseTls"] = "false";

builder.Services
    .AddModeDevice(builder.Configuration.GetSection("Mode"), services => new ModeCommands
    {
        SetTarget = services.ScopedHandler(
            (Thermostat thermostat, SetTarget command, CancellationToken cancellationToken) =>
                thermostat.SetAsync(command.Celsius, cancellationToken)),
    })
    .AddSingleton<IModeEvents, ModeEvents>()
    .AddScoped<Thermostat>()
    .AddHostedService<Sensor>();

await builder.Build().RunAsync();

[ModeEvent("temperature")]
public partial record Temperature(double Celsius, string Sensor);

[ModeEvent("targetReached")]
public partial record TargetReached(double Celsius);

[ModeCommand("setTarget")]
public partial record SetTarget(double Celsius);

internal sealed class Sensor(IModeEvents events) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await events.PublishAsync(new Temperature(21.5, "a1"), stoppingToken);
}

internal sealed class Thermostat(IModeEvents events, IHostApplicationLifetime lifetime)
{
    public async ValueTask SetAsync(double celsius, CancellationToken cancellationToken)
    {
        await events.PublishAsync(new TargetReached(celsius), cancellationToken);
        lifetime.StopApplication();
    }
}
