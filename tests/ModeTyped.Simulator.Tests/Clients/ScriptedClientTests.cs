using System.Diagnostics;
using System.Globalization;
using System.Text;
using ModeTyped.TestSupport;

namespace ModeTyped.Simulator.Tests.Clients;

/// <summary>
/// Clients that are libraries: Python's paho-mqtt and npm's mqtt, each with a script that does everything a device may do.
/// </summary>
public sealed class ScriptedClientTests : IAsyncLifetime
{
    private const string NpmPackage = "mqtt@5.16.0";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private ModeSimulator _mode = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1234] = "key" } }, Cancellation);
        _mode.Data(1234).Set("interval", "30");
        _mode.AnswerBulkRequests("forecast", request => new BulkResponse(request.Payload.GetRawText()));
    }

    public ValueTask DisposeAsync() => _mode.DisposeAsync();

    [Fact]
    public async Task Pythons_paho_mqtt_does_everything()
    {
        // Debian's own Python has Debian's paho-mqtt, whatever other Pythons the PATH names first.
        const string Python = "/usr/bin/python3";
        if (!File.Exists(Python) || await RunAsync(Python, "-c", "import paho.mqtt.client") != 0)
            Requirement.Missing("Python's paho-mqtt (python3-paho-mqtt) is not installed");

        await DoesEverythingAsync(Python, Script("paho_client.py"), Port);
    }

    [Fact]
    public async Task Npms_mqtt_does_everything()
    {
        string node = Requirement.Program("node");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("modetyped-npm-mqtt-");
        string[] install = ["install", "--silent", "--no-audit", "--no-fund", "--prefix", folder.FullName, NpmPackage];
        if (await RunAsync(Requirement.Program("npm"), install) != 0) Requirement.Missing($"npm cannot install {NpmPackage}");

        await DoesEverythingAsync(node, Script("mqtt_client.js"), Port, Path.Combine(folder.FullName, "node_modules", "mqtt"));
        folder.Delete(recursive: true);
    }

    private string Port => _mode.Port.ToString(CultureInfo.InvariantCulture);

    private async Task DoesEverythingAsync(string program, params string[] arguments)
    {
        await using RunningProgram client = RunningProgram.Start(program, arguments);
        await client.WaitForLineAsync("subscribed 0 0 0");
        await client.WaitForLineAsync("acknowledged 3");
        await _mode.SendCommandAsync(1234, "end", cancellationToken: Cancellation);
        Assert.True(await client.WaitForExitAsync(Limit) == 0, client.Output);

        Assert.Contains("/devices/1234/kv {\"action\":\"reload\",\"rev\":1,", client.Output, StringComparison.Ordinal);
        Assert.Contains(
            """/devices/1234/bulkData/forecast/response {"requestId":"r-1","status":"OK","payload":{"hours":24}}""",
            client.Output,
            StringComparison.Ordinal);
        Assert.Contains("""/devices/1234/command {"action":"end"}""", client.Output, StringComparison.Ordinal);

        Assert.Equal(
            [("test", QualityOfService.AtMostOnce), ("test", QualityOfService.AtLeastOnce)],
            _mode.Events.ToList().Select(received => (received.EventType, received.QualityOfService)));
        Assert.Equal("bytes", Encoding.UTF8.GetString(Assert.Single(_mode.BulkData.ToList()).Data.Span));
        Assert.Equal("60", _mode.Data(1234).Find("interval")!.Value.GetRawText());
        Assert.Equal("", Assert.Single(_mode.StartedSessions.ToList()).ClientId);
        EndedSession ended = await _mode.EndedSessions.WaitAsync();
        Assert.Equal((SessionEndReason.Disconnect, true), (ended.Reason, ended.Unsubscribed));
        Assert.Equal(0, _mode.Refusals.Count);
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Clients", name);

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return process.ExitCode;
    }
}
