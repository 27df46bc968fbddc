using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ModeTyped.Simulator;

namespace ModeTyped.Device.Tests;

/// <summary>
/// The defects of MODE's own Go device SDK, each reproduced on a whole device over the real link: none may be ours. The
/// number is the row's in the table from which these tests were written.
/// </summary>
public sealed partial class GoSdkDefectTests : RealLinkTest
{
    [Fact]
    public async Task D01_A_publish_before_the_SUBACK_is_taken()
    {
        CommandLog commands = Handle("now");
        Task<ModeDevice> connecting = ModeDevice.ConnectAsync(Options(Server.Port), Commands, Cancellation);
        await Server.AcceptConnectAsync();
        byte[] subscribe = await Server.ReadPacketAsync();

        await Server.SendCommandAsync("""{"action":"now","parameters":{"a":1}}""");
        await Server.GrantAsync(subscribe);

        ModeDevice device = Track(await connecting);
        Assert.Equal("""{"a":1}""", await commands.NextAsync());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task D04_Refused_credentials_end_the_device_at_once_with_a_typed_error_and_no_further_traffic(byte returnCode)
    {
        ModeDevice device = Track(ModeDevice.Start(VirtualOptions(Server.Port), Commands));
        Task<ModeCredentialsException> refusal = Assert.ThrowsAsync<ModeCredentialsException>(() => device.WhenReadyAsync(Cancellation));
        await Server.AcceptAsync();
        await Server.ReadPacketAsync();

        await Server.SendAsync(0x20, 2, 0, returnCode);

        Assert.Contains("1234", (await refusal).Message, StringComparison.Ordinal);
        Assert.Empty(await Server.ReadToEndAsync());
        Assert.Equal((DeviceState.Stopped, DeviceStateReason.CredentialsRefused), (device.State.State, device.State.Reason));
        Assert.Equal(SendFate.Refused, (await FailureOf(device.PublishAsync(new Reading(1), Cancellation))).Fate);
        await device.DisposeAsync();
        Assert.Equal(0, Clock.TimerCount);
        Assert.False(Server.HasCaller);
    }

    [Fact]
    public async Task D05_The_ping_interval_is_the_one_that_was_set()
    {
        var keepAlive = TimeSpan.FromSeconds(7);
        Task<ModeDevice> connecting = ModeDevice.ConnectAsync(VirtualOptions(Server.Port) with { KeepAlive = keepAlive }, Commands, Cancellation);
        byte[] connect = await Server.AcceptConnectAsync();
        await Server.GrantAsync(await Server.ReadPacketAsync());
        ModeDevice device = Track(await connecting);
        Assert.Equal([0, 7], connect[10..12]);

        Clock.Advance(keepAlive - TimeSpan.FromTicks(1));
        Assert.Equal(SendFate.Sent, await device.PublishAsync(new Reading(1), new SendOptions(QualityOfService.AtMostOnce), Cancellation));
        Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal("1", (await Server.ReadPublishAsync()).Text);
        Assert.Equal([0xC0, 0], await Server.ReadPacketAsync());
    }

    [Fact]
    public async Task D06_A_silent_broker_fails_the_connect_within_its_timeout()
    {
        ModeDeviceOptions options = VirtualOptions(Server.Port) with { ConnectTimeout = TimeSpan.FromSeconds(5) };
        Task<ModeDevice> connecting = ModeDevice.ConnectAsync(options, Commands, Cancellation);
        await Server.AcceptAsync();
        await Server.ReadPacketAsync();

        Clock.Advance(options.ConnectTimeout - TimeSpan.FromTicks(1));
        Assert.False(connecting.IsCompleted);
        Clock.Advance(TimeSpan.FromTicks(1));

        ModeConnectException failure = await Assert.ThrowsAsync<ModeConnectException>(() => connecting);
        Assert.Contains("answer", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task D06_A_stop_returns_though_the_broker_is_silent(bool afterConnAck)
    {
        ModeDevice device = Track(ModeDevice.Start(VirtualOptions(Server.Port), Commands));
        await Server.AcceptAsync();
        await Server.ReadPacketAsync();
        if (afterConnAck)
        {
            await Server.SendAsync(0x20, 2, 0, 0);
            await Server.ReadPacketAsync();
        }

        Task<StopReport> stopping = device.StopAsync(Cancellation);
        if (afterConnAck)
        {
            // It waits a while for an answer to UNSUBSCRIBE, on the device's own clock.
            await Server.ReadPacketAsync();
            await PassAsync(TimeSpan.FromSeconds(5));
        }

        Assert.False((await stopping).Disconnected);
        Assert.Equal(DeviceState.Stopped, device.State.State);
    }

    [Fact]
    public async Task D06_A_missing_SUBACK_ends_the_attempt_and_the_device_tries_again()
    {
        ModeDevice device = Track(ModeDevice.Start(VirtualOptions(Server.Port), Commands));
        await Server.AcceptConnectAsync();
        await Server.ReadPacketAsync();

        await PassAsync(TimeSpan.FromSeconds(15));
        await PassReconnectDelayAsync(device);
        await Server.WelcomeAsync();

        await device.WhenReadyAsync(Cancellation);
    }

    [Fact]
    public async Task D14_Commands_are_handled_though_the_first_attempt_failed()
    {
        await using ModeSimulator mode = await StartModeAsync();
        mode.Faults.ServerUnavailable = true;
        CommandLog commands = Handle("now");
        await using var device = ModeDevice.Start(Options(mode), Commands);
        DeviceStateChange failed = await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        mode.Faults.ServerUnavailable = false;
        await device.WhenReadyAsync(Cancellation);

        await mode.SendCommandAsync(Id, "now", """{"a":1}""", Cancellation);

        Assert.Equal(DeviceStateReason.ServerUnavailable, failed.Reason);
        Assert.Equal("""{"a":1}""", await commands.NextAsync());
    }

    [Theory]
    [InlineData("/devices/1234/command")]
    [InlineData("/devices/1234/kv")]
    [InlineData("/devices/1234/bulkData/Forecast/response")]
    public async Task D15_A_refused_subscription_is_noticed_wherever_it_stands_in_the_SUBACK(string refused)
    {
        ModeDevice device = Track(ModeDevice.Start(Options(Server.Port), Commands));
        await Server.WelcomeAsync();
        Assert.False(device.Data.IsReady);
        await Server.GrantAsync(await Server.ReadPacketAsync());
        Task<ForecastResult> request = Forecast.RequestAsync(device, new ForecastQuery(1), Cancellation);
        await Server.GrantAsync(await Server.ReadPacketAsync());
        await Server.ReadPublishAsync();
        Server.Close();
        await Assert.ThrowsAsync<ModeExchangeException>(() => request);

        await Server.AcceptConnectAsync();
        byte[] subscribe = await Server.ReadPacketAsync();
        Assert.Equal(3, RawMode.ReadSubscribe(subscribe).Topics.Length);
        await Server.GrantAsync(subscribe, refused);

        await foreach (DeviceStateChange change in device.WatchStateAsync(Cancellation))
        {
            Assert.NotEqual(DeviceState.Stopped, change.State);
            if (change.Reason != DeviceStateReason.SubscriptionRefused) continue;
            Assert.Equal(refused, Assert.IsType<ModeSubscriptionException>(change.Exception).Topic);
            break;
        }
    }

    [Fact]
    public async Task D23_After_a_failed_connect_the_next_one_works_and_after_a_lost_connection_the_device_itself()
    {
        await using ModeSimulator mode = await StartModeAsync();
        mode.Faults.ServerUnavailable = true;
        await Assert.ThrowsAsync<ModeConnectException>(() => ModeDevice.ConnectAsync(Options(mode), Commands, Cancellation));
        mode.Faults.ServerUnavailable = false;

        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(mode), Commands, Cancellation);
        Task losing = device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        mode.Break(Id, ConnectionBreak.Reset);
        await losing;
        await device.WhenReadyAsync(Cancellation);

        Assert.Equal(SendFate.Delivered, await device.PublishAsync(new Gauge(1), Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task D24_A_WebSocket_offers_the_mqtt_sub_protocol_unless_that_is_switched_off(bool offer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var device = ModeDevice.Start(
            Options(((IPEndPoint)listener.LocalEndpoint).Port) with { WebSocket = new MqttWebSocketOptions { OfferSubProtocol = offer } });
        using Socket socket = await listener.AcceptSocketAsync(Cancellation);
        var request = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            request.Append(Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Cancellation)));

        Assert.Equal(offer, request.ToString().Contains("Sec-WebSocket-Protocol: mqtt\r\n", StringComparison.OrdinalIgnoreCase));
        Assert.StartsWith("GET / HTTP/1.1", request.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D27_An_idle_device_pings_once_per_interval_and_after_its_stop_never_again()
    {
        CommandLog commands = Handle("now");
        ModeDevice device = await ConnectAsync();

        for (int i = 0; i < 20; i++)
        {
            await Clock.WhenTimerIsDueWithinAsync(TimeSpan.FromSeconds(30), Cancellation);
            Clock.Advance(TimeSpan.FromSeconds(30));
            Assert.Equal([0xC0, 0], await Server.ReadPacketAsync());
            await Server.SendAsync(0xD0, 0);

            // Whoever has taken the command has taken the PINGRESP before it.
            await Server.SendCommandAsync(string.Create(CultureInfo.InvariantCulture, $$$"""{"action":"now","parameters":{"a":{{{i}}}}}"""));
            await commands.NextAsync();
        }

        Task<StopReport> stopping = device.StopAsync(Cancellation);
        Assert.Equal(0xA2, (await Server.ReadPacketAsync())[0]);
        await Server.SendAsync(0xB0, 2, 0, 2);
        Assert.Equal([0xE0, 0], await Server.ReadToEndAsync());
        Server.Close();
        Assert.True((await stopping).Disconnected);
        Assert.Equal(0, Clock.TimerCount);
    }
}
