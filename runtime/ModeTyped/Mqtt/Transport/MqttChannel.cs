namespace ModeTyped.Mqtt;

/// <summary>An open, full duplex byte stream to the server, over whichever transport. Disposing it ends pending reads and writes at once.</summary>
internal abstract class MqttChannel : IDisposable
{
    public abstract Stream Stream { get; }

    /// <summary>Tells the server that nothing more will be sent, after everything that was; receiving goes on.</summary>
    public abstract ValueTask CompleteSendAsync(CancellationToken cancellationToken);

    public abstract void Dispose();

    public static async ValueTask<MqttChannel> OpenAsync(MqttLinkOptions options, CancellationToken cancellationToken) =>
        options.Transport switch
        {
            MqttTransport.WebSocket => await WebSocketChannel.OpenAsync(options, cancellationToken).ConfigureAwait(false),
            _ => await TcpChannel.OpenAsync(options, cancellationToken).ConfigureAwait(false),
        };
}
