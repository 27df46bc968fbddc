using ModeTyped.Mqtt;

namespace ModeTyped.Device.Tests;

public sealed class ConnectTests : DeviceTest
{
    [Fact]
    public async Task A_device_connects_as_its_id_with_its_key_and_subscribes_to_its_commands()
    {
        await using ModeDevice device = await ConnectAsync();

        FakeLink link = await Server.NextLinkAsync();
        Assert.Equal("1234", Server.LastOptions!.UserName);
        Assert.Equal(FakeServer.ApiKey, Server.LastOptions.Password);
        Assert.Equal(["SUBSCRIBE /devices/1234/command"], link.Packets);
        Assert.Equal(DeviceState.Ready, device.State.State);
    }

    [Fact]
    public async Task A_whole_session_is_subscribe_publish_unsubscribe_disconnect()
    {
        ModeDevice device = await ConnectAsync();
        Assert.Equal(SendFate.Delivered, await device.PublishAsync(new Reading(1), Cancellation));
        StopReport report = await device.StopAsync(Cancellation);

        FakeLink link = await Server.NextLinkAsync();
        Assert.Equal(
            [
                "SUBSCRIBE /devices/1234/command", "PUBLISH 1", "UNSUBSCRIBE /devices/1234/command", "DISCONNECT",
                "closed: ByClient",
            ],
            link.Packets);
        Assert.Equal(new StopReport(0, 0, 0, Disconnected: true), report);
        Assert.Equal(DeviceState.Stopped, device.State.State);
    }

    [Fact]
    public async Task D4_refused_credentials_are_one_attempt_and_a_typed_error()
    {
        Server.Refuse = _ => MqttCloseReason.CredentialsRefused;

        var refusal = await Assert.ThrowsAsync<ModeCredentialsException>(ConnectAsync);

        Assert.Contains("1234", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, Server.Attempts);
        Assert.Null(Clock.NextTimer);
    }

    [Fact]
    public async Task A_device_without_handlers_subscribes_to_nothing()
    {
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options, cancellationToken: Cancellation);

        FakeLink link = await Server.NextLinkAsync();
        Assert.Empty(link.Packets);
    }
}
