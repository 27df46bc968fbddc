using System.Net.Sockets;
using ModeTyped.Mqtt;
using ModeTyped.Simulator;

namespace ModeTyped.Device.Tests;

/// <summary>Many devices in one process. Measures the whole process, so nothing else may run meanwhile.</summary>
[Collection(nameof(WholeProcess))]
public sealed class FleetTests : RealLinkTest
{
    private const int Count = 1000;
    private const int Intervals = 10;

    [Fact]
    public async Task A_thousand_devices_are_ready_publish_and_receive_and_cost_little_while_idle()
    {
        await using ModeSimulator mode = await StartModeAsync();
        for (ulong id = 1; id <= Count; id++) mode.AddDevice(id, Key);
        var received = new CountdownEvent(Count);
        Commands.Handlers["now"] = (_, _) =>
        {
            received.Signal();
            return ValueTask.CompletedTask;
        };

        // What the sockets, the simulator and the test themselves take is measured by bare connections.
        long empty = Heap();
        List<Socket> bare = [];
        for (ulong id = 1; id <= Count; id++) bare.Add(await OpenBareAsync(mode, id));
        long withBare = Heap();
        foreach (Socket socket in bare) socket.Dispose();
        await mode.EndedSessions.WaitAsync(_ => mode.EndedSessions.Count == Count, TimeSpan.FromSeconds(60), Cancellation);
        bare.Clear();

        long before = Heap();
        ModeDeviceOptions options = VirtualOptions(mode.Port);
        ModeDevice[] devices = await Task.WhenAll(Enumerable.Range(1, Count).Select(id =>
            ModeDevice.ConnectAsync(options with { DeviceId = (ulong)id }, Commands, Cancellation)));
        long withDevices = Heap();
        Assert.All(devices, device => Assert.Equal(DeviceState.Ready, device.State.State));

        long fired = Clock.FiredTimers;
        for (int i = 0; i < Intervals; i++)
        {
            // Whoever has taken the command has taken the PINGRESP before it.
            Clock.Advance(options.KeepAlive);
            received.Reset();
            await Task.WhenAll(Enumerable.Range(1, Count).Select(id => mode.SendCommandAsync((ulong)id, "now", cancellationToken: Cancellation)));
            await Task.Run(() => received.Wait(Cancellation), Cancellation);
        }

        double wakeUpsPerMinute = (Clock.FiredTimers - fired) / (double)Count / (Intervals * options.KeepAlive.TotalMinutes);
        long perBare = (withBare - empty) / Count;
        long perDevice = ((withDevices - before) / Count) - perBare;
        SendFate[] fates = await Task.WhenAll(devices.Select(device => device.PublishAsync(new Gauge(1), Cancellation).AsTask()));
        Assert.All(fates, fate => Assert.Equal(SendFate.Delivered, fate));
        StopReport[] reports = await Task.WhenAll(devices.Select(device => device.StopAsync(Cancellation)));
        Assert.All(reports, report => Assert.True(report.Disconnected));
        Assert.Equal(Count, mode.Events.Count);
        Assert.Empty(mode.Refusals.ToList());

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{perDevice} bytes of heap per idle device, beyond {perBare} for a socket and the simulator's side; " +
            $"{wakeUpsPerMinute:0.0} wake-ups a minute at a keep-alive of {options.KeepAlive.TotalSeconds} s");
        Assert.InRange(wakeUpsPerMinute, 1, 4.1);
        Assert.InRange(perDevice, 0, 40_000);
    }

    private static long Heap()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task<Socket> OpenBareAsync(ModeSimulator mode, ulong id)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        MqttPacketWriter.WriteConnect(output, $"{id}", Key, 30);
        MqttPacketWriter.WriteSubscribe(output, 1, [new MqttTopic($"/devices/{id}/command")]);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", mode.Port, Cancellation);
        await socket.SendAsync(output.WrittenMemory, Cancellation);
        byte[] answer = new byte[4 + 5];
        for (int read = 0; read < answer.Length;) read += await socket.ReceiveAsync(answer.AsMemory(read), Cancellation);
        return socket;
    }
}
