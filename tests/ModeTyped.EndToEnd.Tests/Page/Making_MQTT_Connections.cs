using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests.Page;

/// <summary>The section "Making MQTT Connections" of MODE's MQTT page.</summary>
public sealed class Making_MQTT_Connections
{
    /// <summary>The ways to reach MODE.</summary>
    public enum Way
    {
        Tcp,
        Tls,
        WebSocket,
        SecureWebSocket,
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Way.Tcp)]
    [InlineData(Way.Tls)]
    [InlineData(Way.WebSocket)]
    [InlineData(Way.SecureWebSocket)]
    public async Task Simulator_accepts_the_device_with_a_blank_client_id_and_its_keep_alive(Way way)
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync(
            new ModeSimulatorOptions { TlsPort = 0, HttpPort = 0, HttpsPort = 0 });
        int port = way switch
        {
            Way.Tcp => mode.Port,
            Way.Tls => mode.TlsPort,
            Way.WebSocket => mode.HttpPort,
            _ => mode.HttpsPort,
        };

        await using ModeDevice device = await ModeDevice.ConnectAsync(
            Over(way, SimulatedCloud.OptionsFor(mode) with { Port = port }, mode.RootCertificatePem), cancellationToken: Cancellation);

        StartedSession session = await mode.StartedSessions.WaitAsync();
        Assert.Equal((SimulatedCloud.DeviceId, "", TimeSpan.FromSeconds(30)), (session.DeviceId, session.ClientId, session.KeepAlive));
        Assert.Equal(0, mode.Refusals.Count);
    }

    [Theory]
    [InlineData(Way.Tcp)]
    [InlineData(Way.Tls)]
    [InlineData(Way.WebSocket)]
    [InlineData(Way.SecureWebSocket)]
    public async Task Mosquitto_accepts_the_device(Way way)
    {
        using var certificates = new TestCertificates();
        await using MosquittoCloud cloud = await MosquittoCloud.StartAsync(certificates);
        int port = way switch
        {
            Way.Tcp => cloud.Broker.Port,
            Way.Tls => cloud.Broker.TlsPort,
            Way.WebSocket => cloud.Broker.WebSocketPort,
            _ => cloud.Broker.SecureWebSocketPort,
        };

        await using ModeDevice device = await ModeDevice.ConnectAsync(
            Over(way, cloud.Options with { Port = port }, certificates.Root.ExportCertificatePem()), cancellationToken: Cancellation);

        Assert.Equal(SendFate.Delivered, await device.PublishAsync(new Temperature(21.5, "a1"), Cancellation));
    }

    [Fact]
    public async Task Simulator_refuses_a_wrong_key_and_the_device_says_so_without_it()
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        await RefusedAsync(SimulatedCloud.OptionsFor(mode) with { ApiKey = "wrong-key" });
        Assert.Equal(Restriction.Credentials, Assert.Single(mode.Refusals.ToList()).Restriction);
    }

    [Fact]
    public async Task Mosquitto_refuses_a_wrong_key_and_the_device_says_so_without_it()
    {
        await using MosquittoCloud cloud = await MosquittoCloud.StartAsync();
        await RefusedAsync(cloud.Options with { ApiKey = "wrong-key" });
    }

    private static async Task RefusedAsync(ModeDeviceOptions options)
    {
        var exception = await Assert.ThrowsAsync<ModeCredentialsException>(
            () => ModeDevice.ConnectAsync(options, cancellationToken: Cancellation));
        Assert.Contains("API key", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key", exception.ToString(), StringComparison.Ordinal);
    }

    private static ModeDeviceOptions Over(Way way, ModeDeviceOptions options, string roots) => options with
    {
        UseTls = way is Way.Tls or Way.SecureWebSocket,
        TrustedRoots = way is Way.Tls or Way.SecureWebSocket ? roots : null,
        WebSocket = way is Way.WebSocket or Way.SecureWebSocket ? new MqttWebSocketOptions() : null,
    };
}
