namespace ModeTyped.Simulator;

/// <summary>
/// Everything of one kind that happened since the simulator started, in order; with
/// <see cref="ModeSimulatorOptions.MaxRecorded"/>, the newest of it. Enumerating it asynchronously yields what is there and
/// then what comes, until cancelled. Thread safe.
/// </summary>
/// <typeparam name="T">What is recorded.</typeparam>
public sealed class Recording<T> : IAsyncEnumerable<T>
    where T : class
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Signal _added = new();
    private readonly List<T> _items = [];
    private readonly int _max;
    private int _gone;

    internal Recording(int? max) => _max = max ?? int.MaxValue;

    /// <summary>How many there were by now, those that gave way to newer ones included.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _gone + _items.Count;
        }
    }

    /// <summary>All that are kept by now.</summary>
    public IReadOnlyList<T> ToList()
    {
        lock (_gate) return [.. _items];
    }

    /// <summary>Waits for the first one, from the first that is kept, that fits.</summary>
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
            lock (_gate)
            {
                index = Math.Max(index, _gone);
                item = index - _gone < _items.Count ? _items[index - _gone] : null;
            }

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
        lock (_gate)
        {
            if (_items.Count == _max)
            {
                _items.RemoveAt(0);
                _gone++;
            }

            _items.Add(item);
        }

        _added.Set();
    }
}
