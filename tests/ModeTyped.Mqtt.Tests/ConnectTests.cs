using System.Net;
using System.Net.Sockets;
using ModeTyped.TestSupport;

namespace ModeTyped.Mqtt.Tests;

public sealed class ConnectTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, nameof(MqttCloseReason.ProtocolRefused))]
    [InlineData(2, nameof(MqttCloseReason.ProtocolRefused))]
    [InlineData(3, nameof(MqttCloseReason.ServerUnavailable))]
    [InlineData(4, nameof(MqttCloseReason.CredentialsRefused))]
    [InlineData(5, nameof(MqttCloseReason.CredentialsRefused))]
    [InlineData(6, nameof(MqttCloseReason.ProtocolError))]
    public async Task A_refusal_is_told_by_its_return_code(byte returnCode, string reason)
    {
        await using var server = new RawServer();
        Task<IMqttLink> connecting = StartConnecting(server.Options());
        await server.AcceptAsync();
        await server.ReadPacketAsync();
        await server.SendAsync(0x20, 2, 0, returnCode);
        MqttLinkException refused = await Assert.ThrowsAsync<MqttLinkException>(() => connecting);
        Assert.Equal(reason, refused.Reason.ToString());
        Assert.Empty(await server.ReadToEndAsync());
    }

    [Fact]
    public async Task A_server_that_takes_the_connection_but_stays_silent_is_given_up_in_time()
    {
        var time = new VirtualTimeProvider();
        await using var server = new RawServer();
        Task<IMqttLink> connecting = StartConnecting(
            server.Options(time) with { ConnectTimeout = TimeSpan.FromSeconds(7) });
        await server.AcceptAsync();
        await server.ReadPacketAsync();
        time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(connecting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(
            MqttCloseReason.ResponseTimeout, (await Assert.ThrowsAsync<MqttLinkException>(() => connecting)).Reason);
    }

    [Fact]
    public async Task A_server_that_stays_silent_in_the_TLS_handshake_is_given_up_in_time()
    {
        var time = new VirtualTimeProvider();
        await using var server = new RawServer();
        MqttLinkOptions options = server.Options(time) with { UseTls = true };
        Task<IMqttLink> connecting = StartConnecting(options);
        await server.AcceptAsync();
        await server.ReadAsync(1);
        time.Advance(options.ConnectTimeout);
        Assert.Equal(
            MqttCloseReason.ResponseTimeout, (await Assert.ThrowsAsync<MqttLinkException>(() => connecting)).Reason);
    }

    [Fact]
    public async Task Connecting_can_be_cancelled()
    {
        await using var server = new RawServer();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<IMqttLink> connecting = new MqttLinkFactory()
            .ConnectAsync(server.Options(), new RecordingReceiver(), stop.Token).AsTask();
        await server.AcceptAsync();
        await server.ReadPacketAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Fact]
    public async Task A_server_that_closes_instead_of_answering_is_told_apart()
    {
        await using var server = new RawServer();
        Task<IMqttLink> connecting = StartConnecting(server.Options());
        await server.AcceptAsync();
        await server.ReadPacketAsync();
        server.Close();
        Assert.Equal(MqttCloseReason.ByServer, (await Assert.ThrowsAsync<MqttLinkException>(() => connecting)).Reason);
    }

    [Fact]
    public async Task A_server_that_answers_with_something_else_is_told_apart()
    {
        await using var server = new RawServer();
        Task<IMqttLink> connecting = StartConnecting(server.Options());
        await server.AcceptAsync();
        await server.SendAsync("HTTP/1.1 400 Bad Request\r\n"u8.ToArray());
        Assert.Equal(MqttCloseReason.ProtocolError, (await Assert.ThrowsAsync<MqttLinkException>(() => connecting)).Reason);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_a_network_error()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var options = new MqttLinkOptions { Host = "127.0.0.1", Port = port, UseTls = false, UserName = "1", Password = "the-key" };
        MqttLinkException failed = await Assert.ThrowsAsync<MqttLinkException>(() => StartConnecting(options));
        Assert.Equal(MqttCloseReason.NetworkError, failed.Reason);
        Assert.DoesNotContain("the-key", failed.ToString() + options, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_in_one_piece_with_the_CONNACK_is_not_lost()
    {
        await using var server = new RawServer();
        var receiver = new RecordingReceiver();
        Task<IMqttLink> connecting = new MqttLinkFactory().ConnectAsync(server.Options(), receiver, Cancellation).AsTask();
        await server.AcceptAsync();
        await server.SendAsync([0x20, 2, 0, 0, 0x30, 5, 0, 2, .. "/cx"u8, 0xD0]);
        await using IMqttLink link = await connecting;
        Assert.Equal("/c", (await receiver.NextAsync()).Topic);
        Assert.False(link.Closed.IsCompleted);
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        var options = new MqttLinkOptions { Host = "h", Port = 1, UserName = "1", Password = "the-key" };
        (MqttLinkOptions Options, string Name)[] wrong =
        [
            (options with { Host = " " }, nameof(options.Host)),
            (options with { Port = 0 }, nameof(options.Port)),
            (options with { KeepAlive = TimeSpan.FromSeconds(65_536) }, nameof(options.KeepAlive)),
            (options with { KeepAlive = TimeSpan.FromSeconds(1.5) }, nameof(options.KeepAlive)),
            (options with { KeepAlive = TimeSpan.Zero }, nameof(options.KeepAlive)),
            (options with { InFlightWindow = 0 }, nameof(options.InFlightWindow)),
            (options with { InFlightWindow = 65_536 }, nameof(options.InFlightWindow)),
            (options with { ResponseTimeout = TimeSpan.Zero }, nameof(options.ResponseTimeout)),
            (options with { UserName = new string('x', 65_536) }, nameof(options.UserName)),
        ];
        foreach ((MqttLinkOptions one, string name) in wrong)
        {
            ArgumentException refused = Assert.ThrowsAny<ArgumentException>(one.Validate);
            Assert.Equal(name, refused.ParamName);
        }

        options.Validate();
    }

    private static Task<IMqttLink> StartConnecting(MqttLinkOptions options) =>
        new MqttLinkFactory().ConnectAsync(options, new RecordingReceiver(), Cancellation).AsTask();
}
