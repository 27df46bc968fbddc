using ModeTyped.Simulator;

namespace ModeTyped.EndToEnd.Tests.Page;

/// <summary>The section "Receiving Commands" of MODE's MQTT page.</summary>
public sealed class Receiving_Commands
{
    private readonly TaskCompletionSource<SetTarget> _received = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ModeCommands Commands => new()
    {
        SetTarget = (command, _) =>
        {
            _received.TrySetResult(command);
            return ValueTask.CompletedTask;
        },
    };

    [Fact]
    public async Task Simulator_sends_a_command_and_the_typed_handler_runs()
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        await using ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), Commands, Cancellation);

        await mode.SendCommandAsync(SimulatedCloud.DeviceId, new SetTarget(22.5), Cancellation);

        await HandlesAsync(22.5);
        Assert.Equal(0, mode.Refusals.Count);
    }

    [Fact]
    public async Task Mosquitto_pub_sends_a_command_and_the_typed_handler_runs()
    {
        await using MosquittoCloud cloud = await MosquittoCloud.StartAsync();
        await using ModeDevice device = await ModeDevice.ConnectAsync(cloud.Options, Commands, Cancellation);

        await cloud.PublishAsync("/devices/1234/command", """{"action":"setTarget","parameters":{"celsius":22.5}}""");

        await HandlesAsync(22.5);
    }

    private async Task HandlesAsync(double celsius) =>
        Assert.Equal(new SetTarget(celsius), await _received.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
}
