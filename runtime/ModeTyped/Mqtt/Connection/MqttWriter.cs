using System.Diagnostics.CodeAnalysis;

namespace ModeTyped.Mqtt;

/// <summary>
/// Writes to the socket. A sender that finds nobody writing writes its packet itself, at once; what is queued meanwhile
/// shares the next write, on the writing loop, as does everything that the socket does not take at once.
/// </summary>
internal sealed class MqttWriter(Stream stream, MqttSendQueue queue, IMqttWriterObserver observer, TimeProvider time)
{
    /// <summary>Bytes of a large payload per write; what waits behind a write waits for no more than this.</summary>
    private const int BulkPiece = 128 * 1024;

    private readonly MqttBatch _batch = new();
    private readonly WriterHandover _handover = new();
    private ValueTask _handedOver;

    public PublishSend RentPublish() => queue.TryRentPublish() ?? new PublishSend(this);

    public void Recycle(PublishSend send) => queue.Recycle(send);

    public void Send(MqttSend send)
    {
        if (queue.Add(send)) WriteAtOnce();
    }

    /// <summary>Writes what was queued without being asked for.</summary>
    public void Flush()
    {
        if (queue.TryStartWriting()) WriteAtOnce();
    }

    /// <summary>Gives a send up for its sender, if it has no outcome yet.</summary>
    public void Cancel(MqttSend send, CancellationToken token)
    {
        queue.Cancel(send, token);
        Flush();
    }

    /// <summary>Ends the loop of a closed connection that has no writer.</summary>
    public void End() => _handover.Set();

    /// <summary>The writing loop; ends, never faulted, with the connection.</summary>
    public async Task RunAsync()
    {
        try
        {
            WriterTurn turn;
            do
            {
                await _handover.WaitAsync().ConfigureAwait(false);
                ValueTask write = _handedOver;
                _handedOver = default;
                while (true)
                {
                    await write.ConfigureAwait(false);
                    if (!_batch.Bulk.IsEmpty) await WriteBulkAsync().ConfigureAwait(false);
                    turn = Finish();
                    if (turn != WriterTurn.More) break;
                    write = Start();
                }
            }
            while (turn == WriterTurn.Idle);
        }
        catch (Exception exception)
        {
            observer.OnWriteFailed(exception);
        }

        queue.Fail(_batch);
        _batch.Clear();
    }

    [SuppressMessage("Reliability", "CA2012", Justification = "Each write is consumed once: here, or by the loop it is handed to.")]
    private void WriteAtOnce()
    {
        try
        {
            ValueTask write = Start();
            if (write.IsCompletedSuccessfully && _batch.Bulk.IsEmpty)
            {
                write.GetAwaiter().GetResult();
                WriterTurn turn = Finish();
                if (turn == WriterTurn.Idle) return;
                write = turn == WriterTurn.More ? Start() : default;
            }

            _handedOver = write;
        }
        catch (Exception exception)
        {
            _handedOver = ValueTask.FromException(exception);
        }

        _handover.Set();
    }

    private ValueTask Start()
    {
        queue.Take(_batch);
        for (MqttSend? send = _batch.Sends.First; send is not null; send = send.Next) send.Write(_batch);
        return _batch.Encoded.IsEmpty ? ValueTask.CompletedTask : stream.WriteAsync(_batch.Encoded);
    }

    private async ValueTask WriteBulkAsync()
    {
        for (ReadOnlyMemory<byte> rest = _batch.Bulk; !rest.IsEmpty;)
        {
            int size = Math.Min(rest.Length, BulkPiece);
            await stream.WriteAsync(rest[..size]).ConfigureAwait(false);
            rest = rest[size..];
            observer.OnProgress();
        }
    }

    private WriterTurn Finish()
    {
        long now = time.GetTimestamp();
        bool hadPing = _batch.HasPing;
        _batch.Clear();
        WriterTurn turn = queue.Finish(_batch, now);
        observer.OnWritten(now, hadPing);
        return turn;
    }
}
