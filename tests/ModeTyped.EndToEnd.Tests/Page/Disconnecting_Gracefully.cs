using ModeTyped.Simulator;

namespace ModeTyped.EndToEnd.Tests.Page;

/// <summary>The section "Disconnecting Gracefully" of MODE's MQTT page.</summary>
public sealed class Disconnecting_Gracefully
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ModeCommands Commands => new() { SetTarget = (_, _) => ValueTask.CompletedTask };

    [Fact]
    public async Task Simulator_sees_every_subscription_ended_before_DISCONNECT()
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), Commands, Cancellation);
        await device.Data.WhenReadyAsync(Cancellation);

        await device.StopAsync(Cancellation);

        EndedSession ended = await mode.EndedSessions.WaitAsync();
        Assert.Equal((SessionEndReason.Disconnect, true), (ended.Reason, ended.Unsubscribed));
        await Assert.ThrowsAsync<DeviceOfflineException>(
            () => mode.SendCommandAsync(SimulatedCloud.DeviceId, new SetTarget(1), Cancellation));
    }

    [Fact]
    public async Task Mosquitto_sees_UNSUBSCRIBE_and_then_DISCONNECT()
    {
        await using MosquittoCloud cloud = await MosquittoCloud.StartAsync();
        Task unsubscribed = cloud.Broker.WaitForLogAsync("Received UNSUBSCRIBE from");
        Task disconnected = cloud.Broker.WaitForLogAsync("Received DISCONNECT from");
        ModeDevice device = await ModeDevice.ConnectAsync(cloud.Options, Commands, Cancellation);

        await device.StopAsync(Cancellation);

        await disconnected.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.True(unsubscribed.IsCompletedSuccessfully);
    }
}
