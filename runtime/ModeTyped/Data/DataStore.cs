using System.Diagnostics.CodeAnalysis;
using ModeTyped.Device;

namespace ModeTyped.Data;

/// <summary>The replica and the typed views of it, under one lock. Safe from any thread.</summary>
internal sealed class DataStore
{
    private readonly object _gate = new();
    private readonly Dictionary<Type, IDataView> _views = [];
    private readonly DataReplica _replica;
    private readonly Action<ModeDataException> _rejected;
    private bool _completed;

    /// <param name="rejected">Told of every value that does not fit its type, under the lock: it must not run user code.</param>
    public DataStore(Action<ModeDataException> rejected)
    {
        _rejected = rejected;
        _replica = new DataReplica(OnChange);
    }

    public bool IsReady
    {
        get
        {
            lock (_gate) return _replica.IsReady;
        }
    }

    /// <summary>Looks at the raw values.</summary>
    public TResult Look<TResult>(Func<DataReplica, TResult> look)
    {
        lock (_gate) return look(_replica);
    }

    /// <summary>Looks at the values of a type.</summary>
    public TResult Look<T, TResult>(Func<DataView<T>, TResult> look)
        where T : class, IModeDataValue<T>
    {
        lock (_gate)
        {
            if (_views.TryGetValue(typeof(T), out IDataView? view)) return look((DataView<T>)view);

            var added = new DataView<T>(_rejected);
            foreach (DataEntry entry in _replica.Entries) added.Load(entry.Key, entry.Visible!);
            if (_completed) added.Complete();
            _views.Add(typeof(T), added);
            return look(added);
        }
    }

    /// <summary>Writes a value, or deletes the key where it is null; null once completed.</summary>
    public DataWrite? Write(string key, DataValue? value)
    {
        lock (_gate) return _completed ? null : _replica.Write(key, value);
    }

    /// <summary>Tells the replica what happened.</summary>
    public void Update(Action<DataReplica> update)
    {
        lock (_gate) update(_replica);
    }

    /// <inheritdoc cref="DataReplica.TryTake"/>
    public bool TryTake([NotNullWhen(true)] out DataWrite? write)
    {
        lock (_gate) return _replica.TryTake(out write);
    }

    /// <summary>Whether the cloud is to be asked for a reload now; whoever is told so asks.</summary>
    public bool TryBeginReload()
    {
        lock (_gate)
        {
            if (!_replica.WantsReload) return false;
            _replica.ReloadRequested();
            return true;
        }
    }

    /// <summary>Fails the writes without a fate and ends the watches; there are no more of either.</summary>
    /// <returns>How many writes are lost.</returns>
    public int Complete()
    {
        lock (_gate)
        {
            if (_completed) return 0;
            _completed = true;
            int lost = _replica.PendingWrites.Count();
            foreach (DataWrite write in _replica.PendingWrites) write.Fail(SendErrors.GivenUp(null));
            foreach (IDataView view in _views.Values) view.Complete();
            return lost;
        }
    }

    private void OnChange(RawDataChange change)
    {
        foreach (IDataView view in _views.Values) view.OnChange(change);
    }
}
