using System.Diagnostics.CodeAnalysis;
using ModeTyped.Json;

namespace ModeTyped.Data;

/// <summary>
/// The values of one type as they last fitted it, and who watches them. A value that does not fit leaves the old one in
/// place. Under the data proxy's lock.
/// </summary>
internal sealed class DataView<T>(Action<ModeDataException> rejected) : IDataView
    where T : class, IModeDataValue<T>
{
    private readonly ModeDataInfo _info = T.Info;
    private readonly Dictionary<string, T> _values = new(StringComparer.Ordinal);
    private readonly List<DataWatcher<T>> _watchers = [];
    private bool _completed;

    public IReadOnlyDictionary<string, T> Values => _values;

    public bool TryGet(string key, [NotNullWhen(true)] out T? value) => _values.TryGetValue(key, out value);

    public DataWatcher<T> Watch(bool includeCurrent)
    {
        var watcher = new DataWatcher<T>();
        if (includeCurrent)
            foreach ((string key, T value) in _values) watcher.Add(new DataChange<T>(key, IdOf(key), null, value, DataChangeCause.Current));
        if (_completed) watcher.Complete();
        else _watchers.Add(watcher);
        return watcher;
    }

    public void Unwatch(DataWatcher<T> watcher) => _watchers.Remove(watcher);

    /// <summary>Takes over a value that was there before the view.</summary>
    public void Load(string key, DataValue value)
    {
        if (Covers(key) && Read(key, value) is { } typed) _values[key] = typed;
    }

    public void OnChange(in RawDataChange change)
    {
        if (!Covers(change.Key)) return;
        _values.TryGetValue(change.Key, out T? old);
        T? typed = null;
        if (change.New is null) _values.Remove(change.Key);
        else if ((typed = Read(change.Key, change.New)) is null) return;
        else _values[change.Key] = typed;

        if (old is null && typed is null) return;
        string id = IdOf(change.Key);
        foreach (DataWatcher<T> watcher in _watchers)
            watcher.Add(new DataChange<T>(change.Key, id, old, typed, change.Cause));
    }

    public void Complete()
    {
        _completed = true;
        foreach (DataWatcher<T> watcher in _watchers) watcher.Complete();
        _watchers.Clear();
    }

    private string IdOf(string key) => _info.IsFamily ? key[_info.Key.Length..] : "";

    private bool Covers(string key) => _info.IsFamily
        ? key.Length > _info.Key.Length && key.StartsWith(_info.Key, StringComparison.Ordinal)
        : key == _info.Key;

    private T? Read(string key, DataValue value)
    {
        try
        {
            T typed = JsonPayload.Read<T>(value.Utf8Json.Span, key, T.ReadValue);
            if (T.Validate(typed) is not { } violation) return typed;
            rejected(new ModeDataException(key, violation));
        }
        catch (ModePayloadException exception)
        {
            rejected(new ModeDataException(key, exception));
        }

        return null;
    }
}
