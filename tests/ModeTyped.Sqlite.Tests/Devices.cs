using ModeTyped.Simulator;

namespace ModeTyped.Sqlite.Tests;

/// <summary>Devices with a durable outbox, and what they delivered to the simulator.</summary>
internal static class Devices
{
    public static ModeDevice Start(int port, string path, ulong id = 1) => ModeDevice.Start(Options(port, path, id));

    public static ModeDeviceOptions Options(int port, string path, ulong id = 1) => new ModeDeviceOptions
    {
        DeviceId = id,
        ApiKey = "key",
        Host = "127.0.0.1",
        Port = port,
        UseTls = false,
        SendsPerMinute = null,
        Reconnect = new() { FirstDelay = TimeSpan.FromMilliseconds(20), MaxDelay = TimeSpan.FromMilliseconds(100) },
    }.WithSqliteOutbox(path);

    /// <summary>The numbers that arrived, in order, duplicates included.</summary>
    public static IEnumerable<int> Numbers(this ModeSimulator mode, ulong id = 1) => mode.Events.ToList()
        .Where(received => received.DeviceId == id)
        .Select(received => received.EventData.GetProperty("number").GetInt32());

    public static async Task WaitForNumberAsync(this ModeSimulator mode, int number) => await mode.Events.WaitAsync(
        received => received.EventData.GetProperty("number").GetInt32() == number,
        TimeSpan.FromMinutes(1),
        TestContext.Current.CancellationToken);
}
