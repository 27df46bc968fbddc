using System.Collections.Concurrent;
using ModeTyped.Simulator;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>Typed contract, generated code, device and simulator together.</summary>
public sealed class SimulatorTests
{
    private const ulong DeviceId = SimulatedCloud.DeviceId;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_arrives_and_a_command_comes_back()
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        var received = new TaskCompletionSource<SetTarget>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ModeDevice device = await ModeDevice.ConnectAsync(
            SimulatedCloud.OptionsFor(mode), Commands(command => received.TrySetResult(command)), Cancellation);

        await device.PublishAsync(new Temperature(21.5, "a1"), new SendOptions(QualityOfService.AtMostOnce), Cancellation);
        ReceivedEvent arrived = await mode.Events.WaitAsync(cancellationToken: Cancellation);
        await mode.SendCommandAsync(DeviceId, new SetTarget(22.5), Cancellation);

        Assert.Equal("temperature", arrived.EventType);
        Assert.Equal(QualityOfService.AtMostOnce, arrived.QualityOfService);
        Assert.Equal(new SetTarget(22.5), await received.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
        Assert.Empty(mode.Refusals.ToList());
    }

    [Fact]
    public async Task The_publisher_of_the_contract_publishes()
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        await using ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), cancellationToken: Cancellation);

        Assert.Equal(SendFate.Delivered, await PublishAsync(new ModeEvents(device)));
        Assert.Equal("""{"celsius":1,"sensor":"b"}""", mode.Events.ToList().Single().EventData.GetRawText());

        static ValueTask<SendFate> PublishAsync(IModeEvents events) => events.PublishAsync(new Temperature(1, "b"), Cancellation);
    }

    [Theory]
    [InlineData("setTarget", """{"celsius":"warm"}""")]
    [InlineData("setTarget", """{}""")]
    [InlineData("setTarget", """[1]""")]
    [InlineData("selfDestruct", """{}""")]
    public async Task A_bad_command_is_reported_and_the_next_one_still_works(string action, string parameters)
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        var received = new TaskCompletionSource<SetTarget>(TaskCreationOptions.RunContinuationsAsynchronously);
        var errors = new ConcurrentQueue<CommandError>();
        var unknown = new ConcurrentQueue<UnknownCommand>();
        ModeCommands commands = Commands(command => received.TrySetResult(command), errors.Enqueue, unknown.Enqueue);
        await using ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), commands, Cancellation);

        await mode.SendCommandAsync(DeviceId, action, parameters, Cancellation);
        await mode.SendCommandAsync(DeviceId, "SETTARGET", """{"celsius":22.5}""", Cancellation);

        Assert.Equal(new SetTarget(22.5), await received.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
        Assert.Equal(1, errors.Count + unknown.Count);
        Assert.All(errors, error =>
        {
            Assert.Equal("setTarget", error.Action);
            var cause = Assert.IsType<ModePayloadException>(error.Exception);
            Assert.NotNull(cause.Path);
        });
        Assert.All(unknown, command => Assert.Equal("selfDestruct", command.Action));
    }

    private static ModeCommands Commands(
        Action<SetTarget> handler, Action<CommandError>? onError = null, Action<UnknownCommand>? onUnknown = null) => new()
        {
            SetTarget = (command, _) =>
            {
                handler(command);
                return ValueTask.CompletedTask;
            },
            OnCommandError = onError,
            OnUnknownCommand = (command, _) =>
            {
                onUnknown?.Invoke(command);
                return ValueTask.CompletedTask;
            },
        };
}
