namespace ModeTyped.Data;

/// <summary>
/// The device's view of its Device Data Proxy: the cloud's store as last told, and the device's own unacknowledged writes
/// over it. A state machine without a clock, a thread or a connection; its owner calls it in the order in which things
/// happened.
/// </summary>
/// <remarks>
/// MODE's revisions number the whole store. The cloud is the authority and the last writer wins; writes carry no revision.
/// Nothing tells where among the cloud's changes an acknowledged write took place, and whether the cloud sends a device
/// its own writes back is not documented. So a foreign value that arrives while a write of the same key is on its way is
/// a conflict: once nothing is on its way, the replica wants a reload, and holds further writes until it came.
/// </remarks>
internal sealed class DataReplica(Action<RawDataChange> changed)
{
    private readonly Dictionary<string, DataEntry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<DataEntry> _unsent = new();
    private readonly HashSet<DataWrite> _inFlight = [];
    private long _reloadRevision = long.MinValue;
    private bool _conflict;

    /// <summary>Whether the cloud's store was seen at all.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Whether the cloud's store was seen since the connection began or a reload was asked for; writes leave only then.</summary>
    public bool IsSynchronized { get; private set; }

    /// <summary>Whether the owner is to ask the cloud for a reload, and to tell so by <see cref="ReloadRequested"/>.</summary>
    public bool WantsReload => IsSynchronized && _conflict && _inFlight.Count == 0;

    /// <summary>The keys that show a value.</summary>
    public IEnumerable<DataEntry> Entries => _entries.Values.Where(entry => entry.Visible is not null);

    /// <summary>The local writes without a fate.</summary>
    public IEnumerable<DataWrite> PendingWrites =>
        _entries.Values.SelectMany(entry => new[] { entry.InFlight, entry.Waiting }).OfType<DataWrite>();

    public DataEntry? Find(string key) =>
        _entries.TryGetValue(key, out DataEntry? entry) && entry.Visible is not null ? entry : null;

    /// <summary>Writes locally; visible at once, and on its way when <see cref="TryTake"/> hands it out.</summary>
    public DataWrite Write(string key, DataValue? value)
    {
        DataEntry entry = Entry(key);
        DataValue? old = entry.Visible;
        var write = new DataWrite(entry, value);
        if (entry.Waiting is { } replaced) replaced.Complete(SendFate.Replaced);
        else _unsent.Enqueue(entry);
        entry.Waiting = write;
        Tell(entry, old, DataChangeCause.Local);
        return write;
    }

    /// <summary>The next write to send, if one may go now. A key has one write on its way at a time.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DataWrite? write)
    {
        write = null;
        if (!IsSynchronized || _conflict) return false;
        for (int i = _unsent.Count; i > 0; i--)
        {
            DataEntry entry = _unsent.Dequeue();
            if (entry.InFlight is not null)
            {
                _unsent.Enqueue(entry);
                continue;
            }

            write = entry.InFlight = entry.Waiting!;
            entry.Waiting = null;
            _inFlight.Add(write);
            return true;
        }

        return false;
    }

    /// <summary>The cloud acknowledged a write.</summary>
    public void Acknowledge(DataWrite write)
    {
        if (!_inFlight.Remove(write)) return;
        DataEntry entry = write.Entry;
        entry.InFlight = null;
        entry.Cloud = write.Value;
        entry.ModificationTime = null;
        write.Complete(SendFate.Delivered);
    }

    /// <summary>A write did not get through, as far as is known: it is sent again, unless a later one took its place.</summary>
    public void SendAgain(DataWrite write)
    {
        if (!_inFlight.Remove(write)) return;
        DataEntry entry = write.Entry;
        entry.InFlight = null;
        if (entry.Waiting is not null)
        {
            write.Complete(SendFate.Replaced);
            return;
        }

        entry.Waiting = write;
        _unsent.Enqueue(entry);
    }

    /// <summary>The connection ended: what was on its way is sent again after the next reload.</summary>
    public void Disconnect()
    {
        IsSynchronized = false;
        _conflict = false;
        foreach (DataWrite write in _inFlight.ToArray()) SendAgain(write);
    }

    /// <summary>Something that the cloud said was missed: a reload is wanted.</summary>
    public void Doubt() => _conflict = true;

    /// <summary>A reload was asked for; writes wait until it comes.</summary>
    public void ReloadRequested() => IsSynchronized = false;

    /// <summary>No reload came, so writes go on without it.</summary>
    public void ReloadGivenUp()
    {
        IsSynchronized = IsReady;
        _conflict = false;
    }

    /// <summary>Applies a message of the cloud.</summary>
    public void Apply(DataMessage message)
    {
        switch (message.Action)
        {
            case DataAction.Reload:
                Reload(message);
                break;

            // Before the first reload nothing tells what a single change belongs to.
            case DataAction.Set or DataAction.Delete when IsReady:
                Change(message);
                break;
        }
    }

    private void Change(DataMessage message)
    {
        DataEntry entry = Entry(message.Key!);
        if (message.Revision <= entry.Revision) return;
        DataValue? old = entry.Visible;
        Hear(entry, message.Revision, message.Value, message.ModificationTime);
        Tell(entry, old, DataChangeCause.Remote);
    }

    private void Reload(DataMessage message)
    {
        _conflict = false;
        _reloadRevision = message.Revision;
        IsReady = IsSynchronized = true;

        var items = new Dictionary<string, DataItemMessage>(StringComparer.Ordinal);
        foreach (DataItemMessage item in message.Items) items[item.Key] = item;

        foreach (DataEntry entry in _entries.Values.ToArray())
        {
            DataValue? old = entry.Visible;
            bool stored = items.Remove(entry.Key, out DataItemMessage item);
            Hear(entry, message.Revision, stored ? item.Value : null, stored ? item.ModificationTime : null);
            if (!stored && !entry.IsPending) _entries.Remove(entry.Key);
            Tell(entry, old, DataChangeCause.Reload);
        }

        foreach (DataItemMessage item in items.Values)
        {
            DataEntry entry = Entry(item.Key);
            Hear(entry, message.Revision, item.Value, item.ModificationTime);
            Tell(entry, old: null, DataChangeCause.Reload);
        }
    }

    private void Hear(DataEntry entry, long revision, DataValue? value, DateTimeOffset? modificationTime)
    {
        entry.Cloud = value;
        entry.Revision = revision;
        entry.ModificationTime = modificationTime;
        if (entry.InFlight is { } write && !Equals(write.Value, value)) _conflict = true;
    }

    private void Tell(DataEntry entry, DataValue? old, DataChangeCause cause)
    {
        if (!Equals(old, entry.Visible)) changed(new RawDataChange(entry.Key, old, entry.Visible, cause));
    }

    private DataEntry Entry(string key)
    {
        if (!_entries.TryGetValue(key, out DataEntry? entry))
            _entries.Add(key, entry = new DataEntry(key) { Revision = _reloadRevision });
        return entry;
    }
}
