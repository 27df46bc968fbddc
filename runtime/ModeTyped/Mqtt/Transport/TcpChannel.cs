using System.Net.Security;
using System.Net.Sockets;

namespace ModeTyped.Mqtt;

/// <summary>TCP, with TLS or without.</summary>
internal sealed class TcpChannel : MqttChannel
{
    // Bounds what a PINGREQ or a PUBLISH can be stuck behind, without capping the rate on a long line too much.
    private const int SendBufferSize = 256 * 1024;

    private readonly Socket _socket;

    private TcpChannel(Socket socket, Stream stream)
    {
        _socket = socket;
        Stream = stream;
    }

    public override Stream Stream { get; }

    public static new async ValueTask<TcpChannel> OpenAsync(MqttLinkOptions options, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendBufferSize = SendBufferSize };
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellationToken).ConfigureAwait(false);
            var network = new NetworkStream(socket, ownsSocket: true);
            if (!options.UseTls) return new TcpChannel(socket, network);

            var tls = new SslStream(network);
            await new TlsAuthentication(options).AuthenticateAsync(tls, cancellationToken).ConfigureAwait(false);
            return new TcpChannel(socket, tls);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    protected override async ValueTask CompleteSendAsync(CancellationToken cancellationToken)
    {
        if (Stream is SslStream tls) await tls.ShutdownAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        _socket.Shutdown(SocketShutdown.Send);
    }

    public override void Dispose() => Stream.Dispose();
}
