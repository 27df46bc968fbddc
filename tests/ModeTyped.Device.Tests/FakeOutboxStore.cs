using Microsoft.Extensions.Logging;

namespace ModeTyped.Device.Tests;

/// <summary>A store in memory, with its failures on demand.</summary>
internal sealed class FakeOutboxStore : IOutboxStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, string> _topics = [];

    /// <summary>What loading throws; null loads nothing.</summary>
    public Exception? LoadFailure { get; set; }

    public volatile bool IsFull;

    public bool IsDisposed { get; private set; }

    public IReadOnlyList<long> Ids
    {
        get
        {
            lock (_gate) return [.. _topics.Keys];
        }
    }

    public ValueTask<IReadOnlyList<OutboxEntry>> LoadAsync(ILogger logger, CancellationToken cancellationToken = default) =>
        LoadFailure is null ? new([]) : throw LoadFailure;

    public ValueTask AppendAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken = default)
    {
        if (IsFull) throw new IOException("No space left on device");
        lock (_gate)
        {
            foreach (OutboxEntry entry in entries)
            {
                Assert.True(_topics.Count == 0 || entry.Id > _topics.Keys.Last(), "The ids are not in order.");
                _topics.Add(entry.Id, entry.Topic);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask RemoveAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            foreach (long id in ids) _topics.Remove(id);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
