using System.Text;

namespace ModeTyped.Simulator;

/// <summary>Lines as server-sent events, as a browser's <c>EventSource</c> reads them. Thread safe.</summary>
internal sealed class EventStream(Stream output) : TextWriter
{
    private readonly SemaphoreSlim _turn = new(1);

    public override Encoding Encoding => Encoding.UTF8;

    public override async Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        byte[] message = Encoding.GetBytes($"data: {buffer.ToString().ReplaceLineEndings("\ndata: ")}\n\n");
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await output.WriteAsync(message, cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _turn.Dispose();
        base.Dispose(disposing);
    }
}
