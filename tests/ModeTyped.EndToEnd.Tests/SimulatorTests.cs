using System.Collections.Concurrent;
using ModeTyped.Simulator;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>Typed contract, generated code, device and simulator together.</summary>
public sealed class SimulatorTests
{
    private const ulong DeviceId = 18_446_744_073_709_551_615;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_arrives_and_a_command_comes_back()
    {
        await using ModeSimulator mode = await StartAsync();
        var received = new TaskCompletionSource<SetTarget>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ModeDevice device = await ModeDevice.ConnectAsync(
            Options(mode), Commands(command => received.TrySetResult(command)), Cancellation);

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
        await using ModeSimulator mode = await StartAsync();
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(mode), cancellationToken: Cancellation);

        Assert.Equal(SendFate.Delivered, await PublishAsync(new ModeEvents(device)));
        Assert.Equal("""{"celsius":1,"sensor":"b"}""", mode.Events.ToList().Single().EventData.GetRawText());

        static ValueTask<SendFate> PublishAsync(IModeEvents events) => events.PublishAsync(new Temperature(1, "b"), Cancellation);
    }

    [Fact]
    public async Task A_wrong_key_is_a_typed_exception_that_says_so()
    {
        await using ModeSimulator mode = await StartAsync();

        var exception = await Assert.ThrowsAsync<ModeCredentialsException>(
            () => ModeDevice.ConnectAsync(Options(mode) with { ApiKey = "wrong-key" }, cancellationToken: Cancellation));

        Assert.Contains("API key", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("setTarget", """{"celsius":"warm"}""")]
    [InlineData("setTarget", """{}""")]
    [InlineData("setTarget", """[1]""")]
    [InlineData("selfDestruct", """{}""")]
    public async Task A_bad_command_is_reported_and_the_next_one_still_works(string action, string parameters)
    {
        await using ModeSimulator mode = await StartAsync();
        var received = new TaskCompletionSource<SetTarget>(TaskCreationOptions.RunContinuationsAsynchronously);
        var errors = new ConcurrentQueue<CommandError>();
        var unknown = new ConcurrentQueue<UnknownCommand>();
        ModeCommands commands = Commands(command => received.TrySetResult(command), errors.Enqueue, unknown.Enqueue);
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(mode), commands, Cancellation);

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

    [Fact]
    public async Task Bulk_data_arrives_unchanged_from_memory_sequence_and_stream()
    {
        await using ModeSimulator mode = await StartAsync();
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(mode), cancellationToken: Cancellation);
        byte[] data = new byte[100_000];
        Random.Shared.NextBytes(data);

        await Vibration.SendAsync(device, data.AsMemory(), cancellationToken: Cancellation);
        await Vibration.SendAsync(device, new System.Buffers.ReadOnlySequence<byte>(data), cancellationToken: Cancellation);
        await Vibration.SendAsync(device, new MemoryStream(data), cancellationToken: Cancellation);

        Assert.Equal(3, mode.BulkData.Count);
        Assert.All(mode.BulkData.ToList(), received =>
        {
            Assert.Equal("vibration", received.Label);
            Assert.Equal(data, received.Data.ToArray());
        });
    }

    private static Task<ModeSimulator> StartAsync() =>
        ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [DeviceId] = "key" } }, Cancellation);

    private static ModeDeviceOptions Options(ModeSimulator mode) =>
        new() { DeviceId = DeviceId, ApiKey = "key", Host = "127.0.0.1", Port = mode.Port, UseTls = false };

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
