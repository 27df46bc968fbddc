using ModeTyped.TestSupport;

namespace ModeTyped.Device.Tests;

/// <summary>A device against a fake server, on virtual time.</summary>
public abstract class DeviceTest
{
    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal VirtualTimeProvider Clock { get; } = new();

    internal FakeServer Server { get; }

    internal TestCommands Commands { get; } = new();

    /// <summary>No send budget, reconnects within a second, and no wait for the outbox at the end.</summary>
    internal ModeDeviceOptions Options { get; init; }

    protected DeviceTest()
    {
        Server = new FakeServer(Clock);
        Options = new ModeDeviceOptions
        {
            DeviceId = FakeServer.DeviceId,
            ApiKey = FakeServer.ApiKey,
            SendsPerMinute = null,
            DrainTimeout = TimeSpan.Zero,
            Reconnect = new() { FirstDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(1) },
            TimeProvider = Clock,
            LinkFactory = Server,
            Random = new Random(17),
        };
    }

    internal Task<ModeDevice> ConnectAsync() => ModeDevice.ConnectAsync(Options, Commands, Cancellation);

    /// <summary>Lets the wait before the next attempt pass and answers with the new connection.</summary>
    internal async Task<FakeLink> ReconnectAsync(ModeDevice device)
    {
        await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        await PassReconnectDelayAsync();
        return await Server.NextLinkAsync();
    }

    internal async Task PassReconnectDelayAsync()
    {
        await Clock.WhenTimerIsDueWithinAsync(Options.Reconnect.MaxDelay, Cancellation);
        Clock.Advance(Options.Reconnect.MaxDelay + ReconnectStagger.Spacing);
    }

    /// <summary>Lets the next timer fire once there is one within the time: the wait before the next attempt.</summary>
    internal async Task StepAsync(TimeSpan time)
    {
        await Clock.WhenTimerIsDueWithinAsync(time, Cancellation);
        Clock.Advance(Clock.NextTimer ?? TimeSpan.Zero);
    }

    internal static async Task<ModeSendException> FailureOf(ValueTask<SendFate> send) =>
        await Assert.ThrowsAsync<ModeSendException>(async () => await send);
}
