namespace ModeTyped.Simulator;

/// <summary>
/// Everything of one kind that happened since the simulator started, in order. Enumerating it asynchronously yields
/// what is there and then what comes, until cancelled. Thread safe.
/// </summary>
/// <typeparam name="T">What is recorded.</typeparam>
public sealed class Recording<T> : IAsyncEnumerable<T>
    where T : class
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Signal _added = new();
    private readonly List<T> _items = [];

    internal Recording()
    {
    }

    /// <summary>How many there are by now.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _items.Count;
        }
    }

    /// <summary>All that is there by now.</summary>
    public IReadOnlyList<T> ToList()
    {
        lock (_gate) return [.. _items];
    }

    /// <summary>Waits for the first one, from the start of the recording, that fits.</summary>
    /// <param name="predicate">What fits; null takes any.</param>
    /// <param name="timeout">How long to wait in real time; 10 seconds unless given.</param>
    /// <param name="cancellationToken">Gives the wait up.</param>
    /// <exception cref="TimeoutException">None came in time; the message tells what did come.</exception>
    public async Task<T> WaitAsync(
        Func<T, bool>? predicate = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout ?? DefaultTimeout);
        try
        {
            await foreach (T item in this.WithCancellation(deadline.Token).ConfigureAwait(false))
            {
                if (predicate is null || predicate(item)) return item;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }

        IReadOnlyList<T> seen = ToList();
        throw new TimeoutException(
            $"No fitting {typeof(T).Name} within {timeout ?? DefaultTimeout}. There are {seen.Count}" +
            (seen.Count == 0 ? "." : $", the last of them {seen[^1]}."));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        for (int index = 0; ;)
        {
            Task added = _added.Next;
            T? item;
            lock (_gate) item = index < _items.Count ? _items[index] : null;
            if (item is null)
            {
                await added.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            index++;
            yield return item;
        }
    }

    internal void Add(T item)
    {
        lock (_gate) _items.Add(item);
        _added.Set();
    }
}
