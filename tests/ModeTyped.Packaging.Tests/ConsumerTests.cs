using System.Diagnostics;
using System.Globalization;
using System.Text;
using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.Packaging.Tests;

/// <summary>Users' projects that know the packed files only, each built with warnings as errors, and run.</summary>
public sealed class ConsumerTests(PackedProducts packages)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_console_project_with_the_simulator_package_builds_and_runs()
    {
        using var consumer = new Consumer(packages, "Console");
        await consumer.DotnetAsync("build");
        string output = await consumer.DotnetAsync("bin/Debug/net10.0/Console.dll");
        Assert.Equal("""{"eventType":"temperature","eventData":{"celsius":21.5,"sensor":"a1"}}""" + "\ntarget 22.5\n", output);
    }

    [Fact]
    public async Task A_generic_host_project_builds_runs_and_ends_in_order()
    {
        using var consumer = new Consumer(packages, "Host");
        await consumer.DotnetAsync("build");
        await DriveAsync("dotnet", Path.Combine(consumer.Folder, "bin/Debug/net10.0/Host.dll"), "--Mode:Port=");
    }

    [Fact]
    public async Task A_native_AOT_project_publishes_without_a_warning_and_does_all_that_a_device_of_MODE_can()
    {
        Requirement.Program("clang");
        using var consumer = new Consumer(packages, "NativeAot");
        await consumer.DotnetAsync("publish", "-o", "native");
        Assert.Single(Directory.EnumerateFiles(consumer.Folder, "asyncapi.json", SearchOption.AllDirectories));
        await AllOfMode.DriveAsync(Path.Combine(consumer.Folder, "native", "NativeAot"));
    }

    /// <summary>Plays MODE for a device that publishes its temperature and a target that it is told to set, then ends.</summary>
    private static async Task DriveAsync(string program, params string[] arguments)
    {
        await using ModeSimulator mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1] = "key" } }, Cancelled);
        arguments[^1] += mode.Port.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(program, arguments);
        Task<(int ExitCode, string Output)> run = DotnetCommand.RunAsync(start);

        ReceivedEvent temperature = await WaitAsync("temperature");
        Assert.Equal("""{"eventType":"temperature","eventData":{"celsius":21.5,"sensor":"a1"}}""", Encoding.UTF8.GetString(temperature.Payload.Span));
        await mode.SendCommandAsync(1, "setTarget", """{"celsius":22.5}""", Cancelled);
        ReceivedEvent reached = await WaitAsync("targetReached");
        Assert.Equal(22.5, reached.EventData.GetProperty("celsius").GetDouble());
        (int exitCode, string output) = await run;
        Assert.True(exitCode == 0, output);
        Assert.Equal(SessionEndReason.Disconnect, (await mode.EndedSessions.WaitAsync(cancellationToken: Cancelled)).Reason);

        async Task<ReceivedEvent> WaitAsync(string eventType)
        {
            Task<ReceivedEvent> received = mode.Events.WaitAsync(e => e.EventType == eventType, TimeSpan.FromMinutes(1), Cancelled);
            if (await Task.WhenAny(received, run) == run) Assert.Fail($"The program ended before '{eventType}' arrived:\n{(await run).Output}");
            return await received;
        }
    }
}
