using System.Globalization;
using ModeTyped.Simulator;

namespace ModeTyped.Device.Tests;

public sealed partial class GoSdkDefectTests
{
    [Fact]
    public async Task D10_A_busy_handler_delays_no_acknowledgement_no_ping_and_no_stop()
    {
        await using ModeSimulator mode = await StartModeAsync();
        var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Commands.Handlers["work"] = async (_, _) => await busy.Task;
        ModeDevice device = await ModeDevice.ConnectAsync(VirtualOptions(mode.Port), Commands, Cancellation);

        for (int i = 0; i < 140; i++) await mode.SendCommandAsync(Id, "work", cancellationToken: Cancellation);
        for (int i = 0; i < 20; i++) Assert.Equal(SendFate.Delivered, await device.PublishAsync(new Gauge(i), Cancellation));
        Assert.Equal(DeviceState.Ready, device.State.State);

        // The handler ignores its token, so the stop goes on without it after a while of the device's clock.
        Task<StopReport> stopping = device.StopAsync(Cancellation);
        await mode.EndedSessions.WaitAsync(cancellationToken: Cancellation);
        StopReport report = await PassUntilAsync(stopping, TimeSpan.FromSeconds(2));

        Assert.Equal(140, report.UnhandledCommands);
        Assert.Equal(SessionEndReason.Disconnect, mode.EndedSessions.ToList().Single().Reason);
        busy.SetResult();
    }

    [Fact]
    public async Task D13_Devices_in_one_process_share_nothing_and_leave_nothing_behind()
    {
        const ulong Other = 5678;
        await using ModeSimulator mode = await StartModeAsync();
        mode.AddDevice(Other, Key);
        CommandLog commands = Handle("now");
        var others = new TestCommands();
        var otherCommands = new CommandLog();
        others.Handlers["now"] = (parameters, _) =>
        {
            otherCommands.Add(parameters);
            return ValueTask.CompletedTask;
        };

        await using (ModeDevice device = await ModeDevice.ConnectAsync(VirtualOptions(mode.Port), Commands, Cancellation))
        await using (ModeDevice other = await ModeDevice.ConnectAsync(VirtualOptions(mode.Port) with { DeviceId = Other }, others, Cancellation))
        {
            await mode.SendCommandAsync(Id, "now", """{"for":1234}""", Cancellation);
            await mode.SendCommandAsync(Other, "now", """{"for":5678}""", Cancellation);
            Assert.Equal("""{"for":1234}""", await commands.NextAsync());
            Assert.Equal("""{"for":5678}""", await otherCommands.NextAsync());
            Assert.True(commands.IsEmpty && otherCommands.IsEmpty);
        }

        // Neither a timer nor a task nor anything static holds a stopped device.
        Assert.Equal(0, Clock.TimerCount);
        WeakReference stopped = await StoppedDeviceAsync(mode);
        for (int i = 0; i < 50 && stopped.IsAlive; i++)
        {
            // The threads that ended the device leave its frames in their own time.
            await Task.Delay(20, Cancellation);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(stopped.IsAlive);
    }

    [Fact]
    public async Task D16_A_stop_ends_within_its_limits_and_can_be_given_up_though_a_handler_never_ends()
    {
        await using ModeSimulator mode = await StartModeAsync();
        var never = new TaskCompletionSource();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Commands.Handlers["work"] = async (_, _) =>
        {
            entered.TrySetResult();
            await never.Task;
        };
        ModeDevice device = await ModeDevice.ConnectAsync(VirtualOptions(mode.Port), Commands, Cancellation);
        await mode.SendCommandAsync(Id, "work", cancellationToken: Cancellation);
        await entered.Task.WaitAsync(Cancellation);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        Task<StopReport> impatient = device.StopAsync(giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Task<StopReport> stopping = device.StopAsync(Cancellation);
        await mode.EndedSessions.WaitAsync(cancellationToken: Cancellation);
        StopReport report = await PassUntilAsync(stopping, TimeSpan.FromSeconds(2));

        Assert.Equal(1, report.UnhandledCommands);
    }

    [Theory]
    [InlineData(ConnectionBreak.Reset, DeviceStateReason.NetworkError)]
    [InlineData(ConnectionBreak.Close, DeviceStateReason.ServerClosed)]
    public async Task D17_A_lost_connection_is_told_at_once_though_nothing_is_being_sent(ConnectionBreak how, DeviceStateReason reason)
    {
        await using ModeSimulator mode = await StartModeAsync();
        await using ModeDevice device = await ModeDevice.ConnectAsync(VirtualOptions(mode.Port), Commands, Cancellation);

        mode.Break(Id, how);

        DeviceStateChange lost = await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        Assert.Equal(reason, lost.Reason);
        Assert.Equal(lost, device.State);
    }

    [Fact]
    public async Task D18_A_burst_of_commands_to_a_busy_device_is_handled_whole_and_in_order()
    {
        await using ModeSimulator mode = await StartModeAsync();
        var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var commands = new CommandLog();
        Commands.Handlers["work"] = async (parameters, _) =>
        {
            await busy.Task;
            commands.Add(parameters);
        };
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(mode), Commands, Cancellation);

        for (int i = 0; i < 50; i++)
            await mode.SendCommandAsync(Id, "work", string.Create(CultureInfo.InvariantCulture, $$"""{"n":{{i}}}"""), Cancellation);
        await device.PublishAsync(new Gauge(1), Cancellation);
        busy.SetResult();

        for (int i = 0; i < 50; i++)
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $$"""{"n":{{i}}}"""), await commands.NextAsync());
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(500_000)]
    public async Task D20_A_large_message_over_a_WebSocket_is_received_whole(int length)
    {
        await using ModeSimulator mode = await StartModeAsync(options => options with { HttpPort = 0 });
        CommandLog commands = Handle("now");
        await using ModeDevice device = await ModeDevice.ConnectAsync(
            Options(mode.HttpPort) with { WebSocket = new MqttWebSocketOptions() }, Commands, Cancellation);
        string parameters = $$"""{"text":"{{new string('x', length)}}"}""";

        await mode.SendCommandAsync(Id, "now", parameters, Cancellation);
        await mode.SendCommandAsync(Id, "now", "{}", Cancellation);

        Assert.Equal(parameters, await commands.NextAsync());
        Assert.Equal("{}", await commands.NextAsync());
    }

    private async Task<WeakReference> StoppedDeviceAsync(ModeSimulator mode)
    {
        ModeDevice device = await ModeDevice.ConnectAsync(VirtualOptions(mode.Port), Commands, Cancellation);
        await device.PublishAsync(new Gauge(1), Cancellation);
        await device.StopAsync(Cancellation);
        return new WeakReference(device);
    }
}
