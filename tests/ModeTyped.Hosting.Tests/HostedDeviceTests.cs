using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModeTyped.Simulator;

namespace ModeTyped.Hosting.Tests;

public sealed class HostedDeviceTests : IAsyncLifetime
{
    private ModeSimulator _mode = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _mode = await ModeSimulator.StartAsync(
        new ModeSimulatorOptions { Devices = { [1] = "key-1", [2] = "key-2" } }, Cancelled);

    public ValueTask DisposeAsync() => _mode.DisposeAsync();

    [Fact]
    public async Task What_other_services_publish_while_they_start_and_stop_arrives_before_the_device_ends_in_order()
    {
        HostApplicationBuilder builder = Builder();
        builder.Services
            .AddHostedService<Announcer>()
            .AddModeDevice(builder.Configuration.GetSection("Mode"))
            .AddSingleton<IModeEvents, ModeEvents>();
        using IHost host = builder.Build();
        await host.StartAsync(Cancelled);
        await host.StopAsync(Cancelled);

        Assert.Equal(["hello", "goodbye"], _mode.Events.ToList().Select(TextOf));
        EndedSession session = await _mode.EndedSessions.WaitAsync(cancellationToken: Cancelled);
        Assert.Equal(SessionEndReason.Disconnect, session.Reason);
        Assert.True(session.Unsubscribed);
    }

    [Fact]
    public async Task The_host_starts_without_a_network()
    {
        HostApplicationBuilder builder = Builder(("Port", "1"));
        builder.Services.AddModeDevice(builder.Configuration.GetSection("Mode"));
        using IHost host = builder.Build();
        await host.StartAsync(Cancelled);
        Assert.NotEqual(DeviceState.Ready, host.Services.GetRequiredService<ModeDevice>().State.State);
        await host.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Each_command_has_a_scope_of_its_own_that_ends_with_its_handler()
    {
        HostApplicationBuilder builder = Builder();
        builder.Services
            .AddModeDevice(builder.Configuration.GetSection("Mode"), services => new ModeCommands
            {
                Say = services.ScopedHandler((Speaker speaker, Say command, CancellationToken ct) => speaker.SayAsync(command, ct)),
            })
            .AddSingleton<IModeEvents, ModeEvents>()
            .AddScoped<Speaker>();
        using IHost host = builder.Build();
        await host.StartAsync(Cancelled);
        await _mode.WaitForDeviceAsync(1, Cancelled);

        await _mode.SendCommandAsync(1, new Say("one"), Cancelled);
        await _mode.Events.WaitAsync(e => TextOf(e) == "one", cancellationToken: Cancelled);
        await _mode.Events.WaitAsync(e => TextOf(e) == "one ended", cancellationToken: Cancelled);
        await _mode.SendCommandAsync(1, new Say("two"), Cancelled);
        await _mode.Events.WaitAsync(e => TextOf(e) == "two ended", cancellationToken: Cancelled);
        await host.StopAsync(Cancelled);
        Assert.Equal(["one", "one ended", "two", "two ended"], _mode.Events.ToList().Select(TextOf));
    }

    [Fact]
    public async Task Devices_with_keys_live_side_by_side()
    {
        HostApplicationBuilder builder = Builder();
        foreach (ulong id in (ulong[])[1, 2])
        {
            builder.Services
                .AddKeyedModeDevice(id, services => builder.Configuration.GetSection("Mode").GetModeDeviceOptions() with
                {
                    DeviceId = id,
                    ApiKey = $"key-{id}",
                })
                .AddKeyedSingleton<IModeEvents>(id, (services, key) => new ModeEvents(services.GetRequiredKeyedService<ModeDevice>(key)));
        }

        using IHost host = builder.Build();
        await host.StartAsync(Cancelled);
        await host.Services.GetRequiredKeyedService<IModeEvents>(2UL).PublishAsync(new Said("from two"), Cancelled);
        await host.Services.GetRequiredKeyedService<IModeEvents>(1UL).PublishAsync(new Said("from one"), Cancelled);
        await host.StopAsync(Cancelled);
        Assert.Equal([(2, "from two"), (1, "from one")], _mode.Events.ToList().Select(e => ((int)e.DeviceId, TextOf(e))));
        Assert.Null(host.Services.GetService<ModeDevice>());
    }

    [Fact]
    public async Task A_wrong_configuration_keeps_the_host_from_starting()
    {
        HostApplicationBuilder builder = Builder(("Port", "http"));
        builder.Services.AddModeDevice(builder.Configuration.GetSection("Mode"));
        using IHost host = builder.Build();
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancelled));
        Assert.Contains("Mode:Port", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_device_logs_to_the_host()
    {
        var categories = new CategoryRecorder();
        HostApplicationBuilder builder = Builder();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(categories);
        builder.Services.AddModeDevice(builder.Configuration.GetSection("Mode"));
        using IHost host = builder.Build();
        await host.StartAsync(Cancelled);
        await host.Services.GetRequiredService<ModeDevice>().WhenReadyAsync(Cancelled);
        await host.StopAsync(Cancelled);
        Assert.Contains(categories.Seen, category => category.StartsWith("ModeTyped", StringComparison.Ordinal));
    }

    private static string TextOf(ReceivedEvent received) => received.EventData.GetProperty("text").GetString()!;

    private HostApplicationBuilder Builder(params (string Key, string Value)[] overrides)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection();
        builder.Configuration["Mode:DeviceId"] = "1";
        builder.Configuration["Mode:ApiKey"] = "key-1";
        builder.Configuration["Mode:Host"] = "127.0.0.1";
        builder.Configuration["Mode:UseTls"] = "false";
        builder.Configuration["Mode:Port"] = $"{_mode.Port}";
        foreach ((string key, string value) in overrides) builder.Configuration["Mode:" + key] = value;
        return builder;
    }

    private sealed class Announcer(IModeEvents events) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken) => await events.PublishAsync(new Said("hello"), cancellationToken);

        public async Task StopAsync(CancellationToken cancellationToken) => await events.PublishAsync(new Said("goodbye"), cancellationToken);
    }

    private sealed class Speaker(IModeEvents events) : IAsyncDisposable
    {
        private string _last = "";

        public async ValueTask SayAsync(Say command, CancellationToken cancellationToken)
        {
            _last += command.Text;
            await events.PublishAsync(new Said(_last), cancellationToken);
        }

        public async ValueTask DisposeAsync() => await events.PublishAsync(new Said(_last + " ended"));
    }

    private sealed class CategoryRecorder : ILoggerProvider
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Seen { get; } = [];

        public ILogger CreateLogger(string categoryName)
        {
            Seen.Add(categoryName);
            return Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
        }

        public void Dispose()
        {
        }
    }
}
