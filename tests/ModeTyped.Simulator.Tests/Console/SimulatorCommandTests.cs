using System.Globalization;
using System.Text.RegularExpressions;
using ModeTyped.TestSupport;

namespace ModeTyped.Simulator.Tests.Console;

/// <summary>The command as a program.</summary>
public sealed partial class SimulatorCommandTests : IDisposable
{
    private const string Topic = "/devices/1234/bulkData/forecast";

    private readonly string _folder = Directory.CreateTempSubdirectory("modetyped-simulator-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_goes_wrong_beside_the_protocol_is_told_on_standard_error()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "forecast.json"), "{", TestContext.Current.CancellationToken);
        await using RunningProgram simulator = Start("--bulk-responses", _folder);
        using RawClient client = await RawClient.OpenAsync(PortIn(await simulator.WaitForLineAsync("MQTT on")));
        await client.SendAsync(RawClient.Connect());
        await client.ExpectAsync(0x20, 0x02, 0x00, 0x00);
        await client.SendAsync(RawClient.Subscribe(1, ($"{Topic}/response", 0)));
        await client.ExpectAsync(0x90, 0x03, 0x00, 0x01, 0x00);

        await client.SendAsync(RawClient.Publish($"{Topic}/request", """{"bulkDataLabel":"forecast","requestId":"r","payload":{}}"""));

        await client.ExpectAsync(RawClient.Publish($"{Topic}/response", """{"requestId":"r","status":"SERVICE_UNAVAILABLE","payload":{}}"""));
        await simulator.WaitForLineAsync("forecast.json is not an answer");
        await simulator.WaitForLineAsync("1234 bulk request forecast");
        Assert.Contains("forecast.json is not an answer", simulator.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("bulk request", simulator.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_it_with_the_reason()
    {
        await using RunningProgram first = Start();
        int port = PortIn(await first.WaitForLineAsync("MQTT on"));

        await using RunningProgram second = Start("--port", port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(1, await second.WaitForExitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains($":{port}", second.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_named_and_there()
    {
        await using RunningProgram simulator = Start("--http-port", "0");
        string line = await simulator.WaitForLineAsync("In a browser: ");

        using var http = new HttpClient();
        Assert.Contains("<title>MODE simulator</title>", await http.GetStringAsync(new Uri(line["In a browser: ".Length..])), StringComparison.Ordinal);
    }

    private static RunningProgram Start(params string[] options) => RunningProgram.StartDotnet(
        typeof(ModeSimulator).Assembly.Location, options is ["--port", ..] ? options : ["--port", "0", .. options]);

    private static int PortIn(string line) => int.Parse(Port().Match(line).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@":(\d+) for")]
    private static partial Regex Port();
}
