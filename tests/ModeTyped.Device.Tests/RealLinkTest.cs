using ModeTyped.Mqtt.Tests;
using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.Device.Tests;

/// <summary>A whole device over the real link; its peer is the simulator, or a test that plays MODE byte by byte.</summary>
public abstract class RealLinkTest : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    private readonly List<ModeDevice> _devices = [];
    private readonly Timer _deadline;

    internal const ulong Id = 1234;
    internal const string Key = "v1.secret-of-the-device";

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The device's clock where a test gives it one; sockets know real time only.</summary>
    internal VirtualTimeProvider Clock { get; } = new();

    internal TestCommands Commands { get; } = new();

    /// <summary>Where a test plays MODE byte by byte.</summary>
    internal RawServer Server { get; } = new();

    protected RealLinkTest()
    {
        // A test that waits in vain fails, with its stack, rather than the whole run.
        ITestContext context = TestContext.Current;
        _deadline = new Timer(_ => context.CancelCurrentTest(), null, Deadline, Timeout.InfiniteTimeSpan);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Ends the server first: a device on virtual time would wait for ever for its answer to UNSUBSCRIBE.</summary>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        foreach (ModeDevice device in _devices) await device.DisposeAsync();
        await _deadline.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Has a device disposed after the test.</summary>
    internal ModeDevice Track(ModeDevice device)
    {
        _devices.Add(device);
        return device;
    }

    internal static Task<ModeSimulator> StartModeAsync(Func<ModeSimulatorOptions, ModeSimulatorOptions>? change = null)
    {
        var options = new ModeSimulatorOptions { Devices = { [Id] = Key } };
        return ModeSimulator.StartAsync(change?.Invoke(options) ?? options, Cancellation);
    }

    /// <summary>No send budget, reconnects at once, and no wait for the outbox at the end.</summary>
    internal static ModeDeviceOptions Options(int port) => OwnLinkOptions(port).OverTestedLink();

    /// <summary><see cref="Options(int)"/> over ModeTyped's own link, whichever the other tests run over.</summary>
    internal static ModeDeviceOptions OwnLinkOptions(int port) => new()
    {
        DeviceId = Id,
        ApiKey = Key,
        Host = "127.0.0.1",
        Port = port,
        UseTls = false,
        SendsPerMinute = null,
        DrainTimeout = TimeSpan.Zero,
        Reconnect = new() { FirstDelay = TimeSpan.FromMilliseconds(10), MaxDelay = TimeSpan.FromMilliseconds(10) },
    };

    internal static ModeDeviceOptions Options(ModeSimulator mode) => Options(mode.Port);

    /// <summary>On virtual time, reconnecting within a second of it.</summary>
    internal ModeDeviceOptions VirtualOptions(int port) => Options(port) with
    {
        TimeProvider = Clock,
        Reconnect = new() { FirstDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(1) },
    };

    /// <summary>Connects a device to a test that plays MODE, on virtual time.</summary>
    internal async Task<ModeDevice> ConnectAsync()
    {
        Task<ModeDevice> connecting = ModeDevice.ConnectAsync(VirtualOptions(Server.Port), Commands, Cancellation);
        await Server.WelcomeAsync();
        return Track(await connecting);
    }

    /// <summary>
    /// Completes once the link counts the time that the messages before wait for their acknowledgement: it counts from when
    /// the socket took them, as it has once it took a later one.
    /// </summary>
    internal static async Task WhenWrittenAsync(ModeDevice device) =>
        Assert.Equal(SendFate.Sent, await device.PublishAsync(new Gauge(0), new SendOptions(QualityOfService.AtMostOnce), Cancellation));

    /// <summary>Lets virtual time pass once something waits for it.</summary>
    internal async Task PassAsync(TimeSpan time)
    {
        await Clock.WhenTimerIsDueWithinAsync(time, Cancellation);
        Clock.Advance(time);
    }

    /// <summary>Lets virtual time pass, from timer to timer within the limit, until a task ends.</summary>
    internal async Task<T> PassUntilAsync<T>(Task<T> task, TimeSpan limit)
    {
        while (await Task.WhenAny(task, Clock.WhenTimerIsDueWithinAsync(limit, Cancellation)) != task)
            Clock.Advance(Clock.NextTimer ?? TimeSpan.Zero);
        return await task;
    }

    /// <summary>Lets the wait before the next attempt pass, of at most a second and the stagger of all devices.</summary>
    internal async Task PassReconnectDelayAsync(ModeDevice device)
    {
        await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        await PassAsync(TimeSpan.FromSeconds(1) + ReconnectStagger.Spacing);
    }

    /// <summary>A handler that hands each command's parameters to a test.</summary>
    internal CommandLog Handle(string action)
    {
        var log = new CommandLog();
        Commands.Handlers[action] = (parameters, _) =>
        {
            log.Add(parameters);
            return ValueTask.CompletedTask;
        };
        return log;
    }

    internal static async Task<ModeSendException> FailureOf(ValueTask<SendFate> send) =>
        await Assert.ThrowsAsync<ModeSendException>(async () => await send);
}
