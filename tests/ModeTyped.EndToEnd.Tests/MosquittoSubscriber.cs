using System.Diagnostics;
using System.Globalization;
using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>A running <c>mosquitto_sub</c> that ends by itself after a number of messages.</summary>
internal sealed class MosquittoSubscriber : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<byte[]> _output;

    private MosquittoSubscriber(Process process)
    {
        _process = process;
        _output = Task.Run(async () =>
        {
            using var bytes = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(bytes);
            return bytes.ToArray();
        });
    }

    /// <summary>Starts the program and returns once the broker has granted its subscription.</summary>
    public static async Task<MosquittoSubscriber> StartAsync(
        MosquittoBroker broker, string topic, int count, params string[] options)
    {
        string[] arguments =
        [
            "-V", "mqttv311", "-h", "127.0.0.1", "-p", broker.Port.ToString(CultureInfo.InvariantCulture),
            "-u", "cloud", "-P", "cloud", "-t", topic, "-C", count.ToString(CultureInfo.InvariantCulture), .. options,
        ];
        Task subscribed = broker.WaitForLogAsync($"Sending SUBACK to");
        var process = Process.Start(new ProcessStartInfo(Requirement.Program("mosquitto_sub"), arguments)
        {
            RedirectStandardOutput = true,
        })!;
        await subscribed.WaitAsync(TimeSpan.FromSeconds(10));
        return new MosquittoSubscriber(process);
    }

    /// <summary>Everything the program printed, once it ended.</summary>
    public Task<byte[]> OutputAsync() => _output.WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
