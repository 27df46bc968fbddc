namespace ModeTyped.Mqtt;

/// <summary>An open, full duplex byte stream to the server, over whichever transport. Disposing it ends pending reads and writes at once.</summary>
internal abstract class MqttChannel : IDisposable
{
    /// <summary>How long a server may take to end its side.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);

    public abstract Stream Stream { get; }

    /// <summary>Ends this side, after everything that was sent, and waits a while for the server to end its own.</summary>
    /// <param name="closed">Completes once the server has.</param>
    /// <param name="time">The clock of the wait.</param>
    /// <param name="cancellationToken">Gives the wait up.</param>
    public async ValueTask EndAsync(Task closed, TimeProvider time, CancellationToken cancellationToken)
    {
        await CompleteSendAsync(cancellationToken).ConfigureAwait(false);
        await closed.WaitAsync(Linger, time, cancellationToken).ConfigureAwait(false);
    }

    public abstract void Dispose();

    public static async ValueTask<MqttChannel> OpenAsync(MqttLinkOptions options, CancellationToken cancellationToken) =>
        options.Transport switch
        {
            MqttTransport.WebSocket => await WebSocketChannel.OpenAsync(options, cancellationToken).ConfigureAwait(false),
            _ => await TcpChannel.OpenAsync(options, cancellationToken).ConfigureAwait(false),
        };

    /// <summary>Tells the server that nothing more will be sent, after everything that was; receiving goes on.</summary>
    protected abstract ValueTask CompleteSendAsync(CancellationToken cancellationToken);
}
