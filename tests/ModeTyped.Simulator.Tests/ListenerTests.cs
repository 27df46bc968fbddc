using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using ModeTyped.TestSupport;

namespace ModeTyped.Simulator.Tests;

public sealed class ListenerTests : IAsyncLifetime
{
    private ModeSimulator _mode = null!;

    public async ValueTask InitializeAsync() => _mode = await ModeSimulator.StartAsync(
        new ModeSimulatorOptions { Devices = { [1234] = "key" }, TlsPort = 0, HttpPort = 0, HttpsPort = 0 });

    public ValueTask DisposeAsync() => _mode.DisposeAsync();

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task MQTT_over_TLS_is_trusted_by_who_pins_the_root(string host)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, _mode.TlsPort);
        using RawClient client = RawClient.Over(await AuthenticateAsync(tcp, host, _mode.RootCertificatePem));
        await client.SendAsync(RawClient.Connect());
        await client.ExpectAsync(0x20, 0x02, 0x00, 0x00);
        await client.SendAsync(RawClient.Publish("/devices/1234/event", """{"eventType":"a"}"""));
        Assert.Equal("a", (await _mode.Events.WaitAsync()).EventType);
    }

    [Fact]
    public async Task The_certificate_does_not_stand_for_another_host()
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, _mode.TlsPort);
        await Assert.ThrowsAsync<System.Security.Authentication.AuthenticationException>(
            () => AuthenticateAsync(tcp, "mqtt.tinkermode.com", _mode.RootCertificatePem));
    }

    [Fact]
    public async Task Each_simulator_has_a_root_of_its_own()
    {
        await using ModeSimulator other = await ModeSimulator.StartAsync(new ModeSimulatorOptions { TlsPort = 0 });
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, _mode.TlsPort);
        await Assert.ThrowsAsync<System.Security.Authentication.AuthenticationException>(
            () => AuthenticateAsync(tcp, "localhost", other.RootCertificatePem));
    }

    [Fact]
    public async Task Mosquittos_client_connects_over_TLS()
    {
        string root = Path.Combine(Directory.CreateTempSubdirectory("modetyped-").FullName, "root.pem");
        await File.WriteAllTextAsync(root, _mode.RootCertificatePem);
        using var publisher = System.Diagnostics.Process.Start(
            Requirement.Program("mosquitto_pub"),
            [
                "-V", "mqttv311", "-h", "localhost", "-p", _mode.TlsPort.ToString(CultureInfo.InvariantCulture), "--cafile", root,
                "-u", "1234", "-P", "key", "-t", "/devices/1234/event", "-m", """{"eventType":"a"}""", "-q", "1",
            ]);
        await publisher.WaitForExitAsync();
        Assert.Equal(0, publisher.ExitCode);
        Assert.Equal(1, _mode.Events.Count);
        Directory.Delete(Path.GetDirectoryName(root)!, recursive: true);
    }

    [Theory]
    [InlineData("mqtt")]
    [InlineData(null)]
    public async Task MQTT_over_WebSocket_takes_the_sub_protocol_and_its_absence(string? subProtocol)
    {
        using var socket = new ClientWebSocket();
        if (subProtocol is not null) socket.Options.AddSubProtocol(subProtocol);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{_mode.HttpPort}/"), CancellationToken.None);
        Assert.Equal(subProtocol, socket.SubProtocol);
        await ExchangeAsync(socket);
    }

    [Fact]
    public async Task MQTT_over_secure_WebSocket_works()
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("mqtt");
        socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            new X509Chain { ChainPolicy = Policy(_mode.RootCertificatePem) }.Build((X509Certificate2)certificate!);
        await socket.ConnectAsync(new Uri($"wss://localhost:{_mode.HttpsPort}/"), CancellationToken.None);
        await ExchangeAsync(socket);
    }

    [Fact]
    public async Task A_WebSocket_device_is_told_why_it_is_refused()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{_mode.HttpPort}/"), CancellationToken.None);
        await socket.SendAsync(RawClient.Connect(password: "wrong"), WebSocketMessageType.Binary, true, CancellationToken.None);
        Assert.Equal("20020004", await ReceiveAsync(socket, 4));
    }

    [Theory]
    [InlineData(ConnectionBreak.Close)]
    [InlineData(ConnectionBreak.Reset)]
    public async Task A_WebSocket_connection_can_be_broken(ConnectionBreak how)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{_mode.HttpPort}/"), CancellationToken.None);
        await socket.SendAsync(RawClient.Connect(), WebSocketMessageType.Binary, true, CancellationToken.None);
        Assert.Equal("20020000", await ReceiveAsync(socket, 4));
        Assert.Equal(1, _mode.Break(1234, how));
        Assert.Equal(SessionEndReason.BySimulator, (await _mode.EndedSessions.WaitAsync()).Reason);
    }

    [Fact]
    public async Task Ports_that_were_not_asked_for_are_not_open()
    {
        await using ModeSimulator mode = await ModeSimulator.StartAsync();
        Assert.Throws<InvalidOperationException>(() => mode.TlsPort);
        Assert.Throws<InvalidOperationException>(() => mode.HttpPort);
        Assert.Throws<InvalidOperationException>(() => mode.HttpsPort);
        Assert.Throws<InvalidOperationException>(() => mode.RootCertificatePem);
    }

    [Fact]
    public async Task A_taken_port_is_an_IOException() =>
        await Assert.ThrowsAsync<IOException>(() => ModeSimulator.StartAsync(new ModeSimulatorOptions { Port = _mode.Port }));

    private static async Task<Stream> AuthenticateAsync(TcpClient tcp, string host, string rootPem)
    {
        var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = host,
            CertificateChainPolicy = Policy(rootPem),
            ApplicationProtocols = [new SslApplicationProtocol("mqtt")],
        });
        return tls;
    }

    private static X509ChainPolicy Policy(string rootPem)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(rootPem));
        return policy;
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket, int length)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        byte[] received = new byte[length];
        for (int count = 0; count < length;)
            count += (await socket.ReceiveAsync(received.AsMemory(count), deadline.Token)).Count;
        return Convert.ToHexString(received);
    }

    private async Task ExchangeAsync(ClientWebSocket socket)
    {
        // Packets need not match messages: one is split over two, and the second carries the start of the next.
        byte[] bytes = [.. RawClient.Connect(), .. RawClient.Subscribe(1, ("/devices/1234/command", 0))];
        await socket.SendAsync(bytes.AsMemory(0, 10), WebSocketMessageType.Binary, true, CancellationToken.None);
        await socket.SendAsync(bytes.AsMemory(10), WebSocketMessageType.Binary, true, CancellationToken.None);
        Assert.Equal("20020000" + "9003000100", await ReceiveAsync(socket, 9));

        await _mode.SendCommandAsync(1234, "go");
        byte[] expected = RawClient.Publish("/devices/1234/command", """{"action":"go"}""");
        Assert.Equal(Convert.ToHexString(expected), await ReceiveAsync(socket, expected.Length));
        await socket.SendAsync(new byte[] { 0xE0, 0x00 }, WebSocketMessageType.Binary, true, CancellationToken.None);
        Assert.Equal(SessionEndReason.Disconnect, (await _mode.EndedSessions.WaitAsync()).Reason);
    }
}
