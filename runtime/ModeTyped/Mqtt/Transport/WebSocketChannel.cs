using System.Net.WebSockets;

namespace ModeTyped.Mqtt;

/// <summary>WebSocket, over TLS or not, through the system's proxy where one is set (MQTT 3.1.1 section 6).</summary>
internal sealed class WebSocketChannel : MqttChannel
{
    private readonly ClientWebSocket _socket;
    private readonly HttpMessageInvoker _http;

    private WebSocketChannel(ClientWebSocket socket, HttpMessageInvoker http)
    {
        _socket = socket;
        _http = http;
        Stream = new WebSocketStream(socket);
    }

    public override Stream Stream { get; }

    public static new async ValueTask<WebSocketChannel> OpenAsync(
        MqttLinkOptions options, CancellationToken cancellationToken)
    {
        var authentication = new TlsAuthentication(options);
        var http = new HttpMessageInvoker(new SocketsHttpHandler { SslOptions = authentication.ClientOptions() });
        var socket = new ClientWebSocket();
        try
        {
            // MQTT has a keep-alive of its own.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            if (options.OfferWebSocketSubProtocol) socket.Options.AddSubProtocol("mqtt");
            var uri = new UriBuilder(options.UseTls ? "wss" : "ws", options.Host, options.Port, options.WebSocketPath);
            await socket.ConnectAsync(uri.Uri, http, cancellationToken).ConfigureAwait(false);
            return new WebSocketChannel(socket, http);
        }
        catch (Exception exception)
        {
            socket.Dispose();
            http.Dispose();
            if (authentication.Explain(exception) is { } explained) throw explained;
            throw;
        }
    }

    protected override async ValueTask CompleteSendAsync(CancellationToken cancellationToken) =>
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken).ConfigureAwait(false);

    public override void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
        _http.Dispose();
    }
}
