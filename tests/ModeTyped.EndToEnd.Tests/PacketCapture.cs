using System.Globalization;
using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>A running tshark that captures what goes over one loopback port, and then answers questions about it.</summary>
internal sealed class PacketCapture : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("modetyped-capture-").FullName;
    private readonly string _program;
    private readonly string _decodeAsMqtt;
    private readonly RunningProgram _running;

    private PacketCapture(string program, int port)
    {
        _program = program;
        _decodeAsMqtt = string.Create(CultureInfo.InvariantCulture, $"tcp.port=={port},mqtt");
        _running = RunningProgram.Start(program,
        [
            "-i", "lo", "-f", string.Create(CultureInfo.InvariantCulture, $"tcp port {port}"), "-d", _decodeAsMqtt,
            "-w", File, "-P", "-l",
        ]);
    }

    private string File => Path.Combine(_folder, "capture.pcapng");

    /// <summary>Starts to capture; skips the test where tshark is missing or may not.</summary>
    public static async Task<PacketCapture> StartAsync(int port)
    {
        var capture = new PacketCapture(Requirement.Program("tshark"), port);
        try
        {
            await capture._running.WaitForLineAsync("Capture started");
        }
        catch (TimeoutException)
        {
            await capture.DisposeAsync();
            Requirement.Missing($"tshark cannot capture on the loopback interface: {capture._running.Output}");
        }

        return capture;
    }

    /// <summary>Waits until a packet with a text in its summary is captured.</summary>
    public Task WaitForAsync(string text) => _running.WaitForLineAsync(text);

    /// <summary>Stops to capture.</summary>
    public async Task StopAsync()
    {
        await _running.InterruptAsync();
        await _running.WaitForExitAsync(Limit);
    }

    /// <summary>The summaries of the captured frames that a display filter lets through.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(string filter)
    {
        await using RunningProgram reader = RunningProgram.Start(_program, ["-r", File, "-d", _decodeAsMqtt, "-Y", filter]);
        Assert.True(await reader.WaitForExitAsync(Limit) == 0, reader.Output);

        // A summary begins with the number of its frame; whatever else is printed is none.
        return [.. reader.Output.Split('\n').Where(line => line.TrimStart() is [>= '0' and <= '9', ..])];
    }

    public async ValueTask DisposeAsync()
    {
        await _running.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
