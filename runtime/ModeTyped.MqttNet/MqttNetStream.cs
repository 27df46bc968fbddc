using ModeTyped.Mqtt;

namespace ModeTyped.MqttNet;

/// <summary>
/// A connection as MQTTnet sees it. Keeps what MQTTnet does not tell: how the connection failed, and that bytes come and
/// go while a large packet is on its way.
/// </summary>
internal sealed class MqttNetStream(MqttChannel channel) : Stream
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

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc cref="MqttChannel.CompleteSendAsync"/>
    public ValueTask CompleteSendAsync(CancellationToken cancellationToken) => channel.CompleteSendAsync(cancellationToken);

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

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) channel.Dispose();
        base.Dispose(disposing);
    }
}
