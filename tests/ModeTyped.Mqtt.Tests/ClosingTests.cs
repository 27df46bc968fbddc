using System.Net.WebSockets;
using ModeTyped.TestSupport;

namespace ModeTyped.Mqtt.Tests;

public sealed class ClosingTests
{
    private static readonly MqttTopic Event = new("/e");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("FIN", nameof(MqttCloseReason.ByServer))]
    [InlineData("RST", nameof(MqttCloseReason.Reset))]
    [InlineData("cut", nameof(MqttCloseReason.NetworkError))]
    [InlineData("malformed", nameof(MqttCloseReason.ProtocolError))]
    [InlineData("oversize", nameof(MqttCloseReason.ProtocolError))]
    [InlineData("QoS 2", nameof(MqttCloseReason.ProtocolError))]
    [InlineData("second CONNACK", nameof(MqttCloseReason.ProtocolError))]
    [InlineData("client packet", nameof(MqttCloseReason.ProtocolError))]
    [InlineData("short SUBACK", nameof(MqttCloseReason.ProtocolError))]
    public async Task Every_pending_call_fails_with_the_reason(string cause, string reason)
    {
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync(
            server.Options() with { InFlightWindow = 2, MaxIncomingPacketSize = 1000 });
        Task subscribing = link.SubscribeAsync([Event, new("/f")], Cancellation).AsTask();
        Task publishing = link.PublishAsync(Event, default, QualityOfService.AtLeastOnce, Cancellation).AsTask();
        Task waiting = link.PublishAsync(Event, default, QualityOfService.AtLeastOnce, Cancellation).AsTask();
        await server.ReadPacketAsync();
        await server.ReadPacketAsync();
        switch (cause)
        {
            case "FIN":
                server.Close();
                break;
            case "RST":
                server.Reset();
                break;
            case "cut":
                await server.SendAsync(0x30, 9, 0);
                server.Close();
                break;
            case "malformed":
                await server.SendAsync(0x36, 0);
                break;
            case "oversize":
                await server.SendAsync(0x30, 0xE8, 0x07);
                break;
            case "QoS 2":
                await server.SendAsync([0x34, 6, 0, 2, .. "/e"u8, 0, 1]);
                break;
            case "second CONNACK":
                await server.SendAsync(0x20, 2, 0, 0);
                break;
            case "client packet":
                await server.SendAsync(0xC0, 0);
                break;
            case "short SUBACK":
                await server.SendAsync(0x90, 3, 0, 1, 0);
                break;
        }

        Assert.Equal(reason, (await link.Closed).ToString());
        foreach (Task pending in new[] { subscribing, publishing, waiting })
            Assert.Equal(reason, (await Assert.ThrowsAsync<MqttLinkException>(() => pending)).Reason.ToString());

        Assert.Equal(reason, (await Assert.ThrowsAsync<MqttLinkException>(async () =>
            await link.PublishAsync(Event, default, QualityOfService.AtMostOnce, Cancellation))).Reason.ToString());
        await link.DisconnectAsync(Cancellation);
        await link.DisposeAsync();
        await link.DisposeAsync();
    }

    [Fact]
    public async Task What_the_socket_has_not_taken_fails_with_the_connection()
    {
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync();

        // More than both sockets' buffers hold, to a server that does not read.
        var large = new byte[64 * 1024 * 1024];
        Task bulk = link.PublishAsync(Event, large, QualityOfService.AtMostOnce, Cancellation).AsTask();
        Task behind = link.PublishAsync(Event, default, QualityOfService.AtMostOnce, Cancellation).AsTask();
        Assert.False(bulk.IsCompleted);
        Assert.False(behind.IsCompleted);
        server.Reset();

        // A socket tells a reset to one system call only: where that is the write, the read finds the end of the stream.
        MqttCloseReason[] reasons = [MqttCloseReason.Reset, MqttCloseReason.ByServer];
        Assert.Contains((await Assert.ThrowsAsync<MqttLinkException>(() => bulk)).Reason, reasons);
        Assert.Contains((await Assert.ThrowsAsync<MqttLinkException>(() => behind)).Reason, reasons);
    }

    [Fact]
    public async Task Dispose_returns_though_the_server_reads_nothing()
    {
        await using var server = new RawServer();
        MqttLink link = await server.ConnectAsync();
        Task bulk = link.PublishAsync(
            Event, new byte[64 * 1024 * 1024], QualityOfService.AtLeastOnce, Cancellation).AsTask();
        await link.DisposeAsync();
        Assert.Equal(MqttCloseReason.ByClient, (await Assert.ThrowsAsync<MqttLinkException>(() => bulk)).Reason);
        Assert.Equal(MqttCloseReason.ByClient, await link.Closed);
    }

    [Fact]
    public async Task Cancelling_a_large_publish_frees_its_memory_only_when_the_write_is_over()
    {
        await using var server = new RawServer();
        MqttLink link = await server.ConnectAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var large = new byte[32 * 1024 * 1024];
        Task bulk = link.PublishAsync(Event, large, QualityOfService.AtLeastOnce, stop.Token).AsTask();
        await stop.CancelAsync();
        Assert.False(bulk.IsCompleted);
        Assert.Equal(large.Length + 11, (await server.ReadPacketAsync()).Length);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bulk);
        await link.DisposeAsync();
    }

    [Fact]
    public async Task DISCONNECT_follows_everything_that_was_queued_before_and_nothing_follows_it()
    {
        await using var server = new RawServer();
        await using MqttLink link = await server.ConnectAsync(server.Options() with { InFlightWindow = 1 });
        Task first = link.PublishAsync(Event, new byte[] { 1 }, QualityOfService.AtLeastOnce, Cancellation).AsTask();
        Task second = link.PublishAsync(Event, new byte[] { 2 }, QualityOfService.AtLeastOnce, Cancellation).AsTask();
        Task disconnecting = link.DisconnectAsync(Cancellation).AsTask();
        Assert.Equal(MqttCloseReason.ByClient, (await Assert.ThrowsAsync<MqttLinkException>(async () =>
            await link.PublishAsync(Event, default, QualityOfService.AtMostOnce, Cancellation))).Reason);

        Assert.Equal(1, (await server.ReadPacketAsync())[^1]);
        await server.SendAsync(0x40, 2, 0, 1);
        await first;
        Assert.Equal([0x32, 7, 0, 2, .. "/e"u8, 0, 2, 2, 0xE0, 0], await server.ReadToEndAsync());
        await server.SendAsync([0x40, 2, 0, 2, 0x32, 6, 0, 2, .. "/c"u8, 0, 9]);
        await second;
        server.Close();
        await disconnecting;
        Assert.Equal(MqttCloseReason.ByClient, await link.Closed);
    }

    [Fact]
    public async Task Unread_messages_do_not_turn_the_graceful_end_into_a_reset()
    {
        await using var server = new RawServer();
        MqttLink link = await server.ConnectAsync();
        byte[] message = [0x30, 4, 0, 2, .. "/c"u8];
        await server.SendAsync([.. Enumerable.Repeat(message, 1000).SelectMany(bytes => bytes)]);
        Task disconnecting = link.DisconnectAsync(Cancellation).AsTask();
        Assert.Equal([0xE0, 0], await server.ReadToEndAsync());
        server.Close();
        await disconnecting;
    }

    [Fact]
    public async Task A_server_that_does_not_close_after_DISCONNECT_is_left_in_time()
    {
        var time = new VirtualTimeProvider();
        await using var server = new RawServer();
        MqttLink link = await server.ConnectAsync(server.Options(time));
        Task disconnecting = link.DisconnectAsync(Cancellation).AsTask();
        Assert.Equal([0xE0, 0], await server.ReadToEndAsync());
        await time.WhenTimerIsDueWithinAsync(TimeSpan.FromSeconds(2), Cancellation);
        time.Advance(TimeSpan.FromSeconds(2));
        await disconnecting;
        Assert.Equal(MqttCloseReason.ByClient, await link.Closed);
    }

    [Fact]
    public async Task A_cancelled_DISCONNECT_still_closes()
    {
        await using var server = new RawServer();
        MqttLink link = await server.ConnectAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        _ = link.PublishAsync(Event, new byte[64 * 1024 * 1024], QualityOfService.AtMostOnce, Cancellation).AsTask();
        Task disconnecting = link.DisconnectAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => disconnecting);
        Assert.Equal(MqttCloseReason.ByClient, await link.Closed);
    }

    public static TheoryData<Exception> HandshakeFailures() =>
    [
        new OperationCanceledException("Aborted"),
        new WebSocketException(WebSocketError.InvalidState),
        new ObjectDisposedException(nameof(WebSocket)),
        new InvalidOperationException("The TLS session is over."),
        new IOException("Cannot access a closed stream."),
    ];

    [Theory]
    [MemberData(nameof(HandshakeFailures), DisableDiscoveryEnumeration = true)]
    public async Task A_closing_handshake_that_fails_on_a_connection_that_the_server_dropped_does_not_surface(Exception failure)
    {
        var options = new MqttLinkOptions { Host = "127.0.0.1", Port = 1, UserName = "1234", Password = "key" };
        var channel = new DroppedChannel(failure);
        MqttLink link = MqttLink.Start(channel, new MqttInput(), options, new RecordingReceiver());

        await link.DisconnectAsync(Cancellation);

        Assert.Equal(MqttCloseReason.ByClient, await link.Closed);
    }

    /// <summary>A connection of which only its closing handshake finds out that it is gone.</summary>
    private sealed class DroppedChannel(Exception failure) : MqttChannel
    {
        private readonly TaskCompletionSource _end = new();

        public override Stream Stream => field ??= new SilentStream(_end.Task);

        protected override ValueTask CompleteSendAsync(CancellationToken cancellationToken) => ValueTask.FromException(failure);

        public override void Dispose() => _end.SetResult();
    }

    private sealed class SilentStream(Task end) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await end;
            return 0;
        }
    }
}
