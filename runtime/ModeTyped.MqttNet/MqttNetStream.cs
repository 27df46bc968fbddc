using ModeTyped.Mqtt;

namespace ModeTyped.MqttNet;

/// <summary>
/// A connection as MQTTnet sees it. Keeps what MQTTnet does not tell: how the connection failed, and that bytes come and
/// go while a large packet is on its way.
/// </summary>
internal sealed class MqttNetStream(MqttChannel channel) : AsyncStream
{
    /// <summary>Bytes per write; what shows that a large packet makes progress.</summary>
    private const int Piece = 128 * 1024;

    private Exception? _failure;

    /// <summary>Called, on any thread, when bytes were received.</summary>
    public Action? Received { get; set; }

    /// <summary>Called, on any thread, when a part of a packet was sent.</summary>
    public Action? Progressed { get; set; }

    /// <summary>The first failure; null where there was none.</summary>
    public Exception? Failure => _failure;

    /// <inheritdoc cref="MqttChannel.EndAsync"/>
    public ValueTask EndAsync(Task closed, TimeProvider time, CancellationToken cancellationToken) =>
        channel.EndAsync(closed, time, cancellationToken);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int read = await channel.Stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read > 0) Received?.Invoke();
            return read;
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            throw;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            for (ReadOnlyMemory<byte> rest = buffer; !rest.IsEmpty;)
            {
                int size = Math.Min(rest.Length, Piece);
                await channel.Stream.WriteAsync(rest[..size], cancellationToken).ConfigureAwait(false);
                rest = rest[size..];
                Progressed?.Invoke();
            }
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) channel.Dispose();
        base.Dispose(disposing);
    }
}
