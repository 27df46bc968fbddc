using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Threading.Channels;

namespace ModeTyped.Simulator;

/// <summary>The packets on their way to one device, in order, and the loop that writes them. Thread safe.</summary>
internal sealed class OutgoingQueue(PipeWriter output)
{
    private const int MaxBacklog = 256 * 1024;

    private readonly Channel<(byte[] Packet, TaskCompletionSource? Sent)> _packets =
        Channel.CreateUnbounded<(byte[], TaskCompletionSource?)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Signal _drained = new();
    private long _backlog;
    private volatile bool _over;

    /// <summary>Adds a packet; dropped once the session is over.</summary>
    public void Add(byte[] packet) => Add(packet, null);

    /// <summary>Adds a packet. Completes when it is handed to the network, or the session is over.</summary>
    public Task SendAsync(byte[] packet)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(packet, sent);
        return sent.Task;
    }

    /// <summary>No packets come after those that are there.</summary>
    public void Complete() => _packets.Writer.TryComplete();

    /// <summary>Waits while too much waits for a device that does not read what it is sent, unless the wait is interrupted.</summary>
    public async ValueTask WaitForRoomAsync(Task interruption)
    {
        while (true)
        {
            Task drained = _drained.Next;
            if (_over || interruption.IsCompleted || Volatile.Read(ref _backlog) <= MaxBacklog) return;
            await Task.WhenAny(drained, interruption).ConfigureAwait(false);
        }
    }

    /// <summary>Writes until <see cref="Complete"/>, or until the connection is gone.</summary>
    public async Task RunAsync()
    {
        List<TaskCompletionSource> flushing = [];
        try
        {
            while (await _packets.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                int written = 0;
                while (written < MaxBacklog && _packets.Reader.TryRead(out (byte[] Packet, TaskCompletionSource? Sent) next))
                {
                    next.Packet.CopyTo(output.GetSpan(next.Packet.Length));
                    output.Advance(next.Packet.Length);
                    written += next.Packet.Length;
                    if (next.Sent is not null) flushing.Add(next.Sent);
                }

                FlushResult result = await output.FlushAsync().ConfigureAwait(false);
                Interlocked.Add(ref _backlog, -written);
                _drained.Set();
                foreach (TaskCompletionSource sent in flushing) sent.SetResult();
                flushing.Clear();
                if (result.IsCompleted || result.IsCanceled) break;
            }
        }
        catch (Exception exception) when (exception is IOException or WebSocketException or OperationCanceledException)
        {
            // The device is gone; the reading side learns the same and ends the session.
        }
        finally
        {
            _over = true;
            _packets.Writer.TryComplete();
            foreach (TaskCompletionSource sent in flushing) sent.SetResult();
            while (_packets.Reader.TryRead(out (byte[] Packet, TaskCompletionSource? Sent) unsent)) unsent.Sent?.SetResult();
            _drained.Set();
        }
    }

    private void Add(byte[] packet, TaskCompletionSource? sent)
    {
        Interlocked.Add(ref _backlog, packet.Length);
        if (!_packets.Writer.TryWrite((packet, sent))) sent?.SetResult();
    }
}
