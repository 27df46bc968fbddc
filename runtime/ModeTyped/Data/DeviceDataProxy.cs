using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ModeTyped.Data;
using ModeTyped.Json;

namespace ModeTyped;

/// <summary>
/// The Device Data Proxy: a key-value store that MODE's cloud keeps for the device, and the device's view of it. The cloud
/// is the authority and the last writer wins. Reads answer at once with what was last known, connected or not. Writes show
/// at once, stay pending until the cloud has acknowledged them, and are made again after each reconnect until then. The
/// device subscribes to the store when <see cref="ModeDevice.Data"/> is first used. All members are safe from any thread.
/// </summary>
public sealed class DeviceDataProxy
{
    private readonly DataSync _sync;
    private readonly TimeSpan _timeout;

    internal DeviceDataProxy(DataSync sync, TimeSpan timeout)
    {
        _sync = sync;
        _timeout = timeout;
    }

    /// <summary>
    /// Told of every value that breaks a rule of its type or does not fit it; the old value stays. Raised one at a time,
    /// off the network; what a handler throws is logged.
    /// </summary>
    public event Action<ModeDataException>? ValueRejected
    {
        add => _sync.Rejected += value;
        remove => _sync.Rejected -= value;
    }

    /// <summary>Whether the cloud's store has been seen, if only over an earlier connection.</summary>
    public bool IsReady => _sync.Store.IsReady;

    /// <summary>Waits until the cloud's store has been seen.</summary>
    /// <param name="cancellationToken">Gives the wait up.</param>
    /// <exception cref="ObjectDisposedException">The device has stopped.</exception>
    public Task WhenReadyAsync(CancellationToken cancellationToken = default) => _sync.WhenReady.WaitAsync(cancellationToken);

    /// <summary>Reads the value of a key.</summary>
    /// <typeparam name="T">The type of the key.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet<T>([NotNullWhen(true)] out T? value)
        where T : class, IModeData<T>
    {
        value = Find<T>(T.Info.Key);
        return value is not null;
    }

    /// <summary>Reads the value of a key of a family.</summary>
    /// <typeparam name="T">The type of the family.</typeparam>
    /// <param name="id">The rest of the key; not empty.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet<T>(string id, [NotNullWhen(true)] out T? value)
        where T : class, IModeDataFamily<T>
    {
        value = Find<T>(KeyOf<T>(id));
        return value is not null;
    }

    /// <summary>Reads any key as it is in the store.</summary>
    /// <param name="key">The key; not empty.</param>
    /// <param name="item">The value and what is known of it.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string key, [NotNullWhen(true)] out DataProxyItem? item)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        item = _sync.Store.Look(replica => replica.Find(key) is { } entry ? Item(entry) : null);
        return item is not null;
    }

    /// <summary>Reads the value of a key.</summary>
    /// <typeparam name="T">The type of the key.</typeparam>
    /// <exception cref="KeyNotFoundException">There is none that fits; see <see cref="TryGet{T}(out T)"/>.</exception>
    public T Get<T>()
        where T : class, IModeData<T> => TryGet(out T? value) ? value : throw NotFound(T.Info.Key);

    /// <summary>Reads the value of a key of a family.</summary>
    /// <typeparam name="T">The type of the family.</typeparam>
    /// <param name="id">The rest of the key; not empty.</param>
    /// <exception cref="KeyNotFoundException">There is none that fits; see <see cref="TryGet{T}(string, out T)"/>.</exception>
    public T Get<T>(string id)
        where T : class, IModeDataFamily<T> => TryGet(id, out T? value) ? value : throw NotFound(KeyOf<T>(id));

    /// <summary>Reads all values of a family, by the rest of their keys.</summary>
    /// <typeparam name="T">The type of the family.</typeparam>
    public IReadOnlyDictionary<string, T> GetAll<T>()
        where T : class, IModeDataFamily<T> => _sync.Store.Look<T, IReadOnlyDictionary<string, T>>(
            view => view.Values.ToDictionary(pair => pair.Key[T.Info.Key.Length..], pair => pair.Value, StringComparer.Ordinal));

    /// <summary>Reads the whole store, keys that no type of the device has included.</summary>
    public IReadOnlyList<DataProxyItem> GetAll() =>
        _sync.Store.Look(replica => (IReadOnlyList<DataProxyItem>)[.. replica.Entries.Select(Item)]);

    /// <summary>Writes the value of a key.</summary>
    /// <typeparam name="T">The type of the key.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Gives the wait up; the write stays pending.</param>
    /// <returns><see cref="SendFate.Delivered"/>; <see cref="SendFate.Replaced"/> where a later write of the key took its place
    /// before it was sent; <see cref="SendFate.Stored"/> where it is still pending after
    /// <see cref="ModeDeviceOptions.SendTimeout"/>, and is made when it can be.</returns>
    /// <exception cref="ModeDataException">The value breaks a rule of its type.</exception>
    /// <exception cref="ModePayloadException">The value has no JSON form.</exception>
    /// <exception cref="ModeSendException">The write is too large, or the device stopped first.</exception>
    public ValueTask<SendFate> SetAsync<T>(T value, CancellationToken cancellationToken = default)
        where T : class, IModeData<T> => _sync.WriteAsync(T.Info.Key, Encode(T.Info.Key, value), _timeout, cancellationToken);

    /// <summary>Writes the value of a key of a family.</summary>
    /// <typeparam name="T">The type of the family.</typeparam>
    /// <param name="id">The rest of the key; not empty.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Gives the wait up; the write stays pending.</param>
    /// <inheritdoc cref="SetAsync{T}(T, CancellationToken)"/>
    public ValueTask<SendFate> SetAsync<T>(string id, T value, CancellationToken cancellationToken = default)
        where T : class, IModeDataFamily<T>
    {
        string key = KeyOf<T>(id);
        return _sync.WriteAsync(key, Encode(key, value), _timeout, cancellationToken);
    }

    /// <summary>Writes any key.</summary>
    /// <param name="key">The key; not empty.</param>
    /// <param name="value">A number, string, boolean, array or object; MODE lists no null among the kinds of values.</param>
    /// <param name="cancellationToken">Gives the wait up; the write stays pending.</param>
    /// <returns>As for <see cref="SetAsync{T}(T, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentException">The key is empty, or the value null.</exception>
    /// <exception cref="ModeSendException">The write is too large, or the device stopped first.</exception>
    public ValueTask<SendFate> SetAsync(string key, JsonElement value, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            throw new ArgumentException($"The value cannot be null; remove the key with {nameof(DeleteAsync)}.", nameof(value));
        return _sync.WriteAsync(key, DataValue.From(value), _timeout, cancellationToken);
    }

    /// <summary>Removes a key.</summary>
    /// <typeparam name="T">The type of the key.</typeparam>
    /// <param name="cancellationToken">Gives the wait up; the removal stays pending.</param>
    /// <returns>As for <see cref="SetAsync{T}(T, CancellationToken)"/>.</returns>
    /// <exception cref="ModeSendException">The device stopped first.</exception>
    public ValueTask<SendFate> DeleteAsync<T>(CancellationToken cancellationToken = default)
        where T : class, IModeData<T> => _sync.WriteAsync(T.Info.Key, null, _timeout, cancellationToken);

    /// <summary>Removes a key of a family.</summary>
    /// <typeparam name="T">The type of the family.</typeparam>
    /// <param name="id">The rest of the key; not empty.</param>
    /// <param name="cancellationToken">Gives the wait up; the removal stays pending.</param>
    /// <returns>As for <see cref="SetAsync{T}(T, CancellationToken)"/>.</returns>
    /// <exception cref="ModeSendException">The device stopped first.</exception>
    public ValueTask<SendFate> DeleteAsync<T>(string id, CancellationToken cancellationToken = default)
        where T : class, IModeDataFamily<T> => _sync.WriteAsync(KeyOf<T>(id), null, _timeout, cancellationToken);

    /// <summary>Removes any key.</summary>
    /// <param name="key">The key; not empty.</param>
    /// <param name="cancellationToken">Gives the wait up; the removal stays pending.</param>
    /// <returns>As for <see cref="SetAsync{T}(T, CancellationToken)"/>.</returns>
    /// <exception cref="ModeSendException">The device stopped first.</exception>
    public ValueTask<SendFate> DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _sync.WriteAsync(key, null, _timeout, cancellationToken);
    }

    /// <summary>
    /// Watches a key or a family: every change of a value that fits its type, from the moment the enumeration begins to the
    /// stop of the device. To a watcher that is slower than the changes, those of one key are merged into one.
    /// </summary>
    /// <typeparam name="T">The type of the key or family.</typeparam>
    /// <param name="cancellationToken">Ends the watch.</param>
    public IAsyncEnumerable<DataChange<T>> WatchAsync<T>(CancellationToken cancellationToken = default)
        where T : class, IModeDataValue<T> => WatchAsync<T>(includeCurrent: false, cancellationToken);

    /// <summary>
    /// Watches a key or a family as <see cref="WatchAsync{T}(CancellationToken)"/> does, beginning with the values of the
    /// moment where asked, so that no change between a read and the watch is missed.
    /// </summary>
    /// <typeparam name="T">The type of the key or family.</typeparam>
    /// <param name="includeCurrent">Whether the values that are there already come first, with the cause
    /// <see cref="DataChangeCause.Current"/>.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public async IAsyncEnumerable<DataChange<T>> WatchAsync<T>(
        bool includeCurrent, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class, IModeDataValue<T>
    {
        DataWatcher<T> watcher = _sync.Store.Look<T, DataWatcher<T>>(view => view.Watch(includeCurrent));
        try
        {
            while (await watcher.NextAsync(cancellationToken).ConfigureAwait(false) is { } change) yield return change;
        }
        finally
        {
            _sync.Store.Look<T, bool>(view =>
            {
                view.Unwatch(watcher);
                return true;
            });
        }
    }

    /// <summary>Watches one key of a family, as <see cref="WatchAsync{T}(CancellationToken)"/> watches all of them.</summary>
    /// <typeparam name="T">The type of the family.</typeparam>
    /// <param name="id">The rest of the key; not empty.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public IAsyncEnumerable<DataChange<T>> WatchAsync<T>(string id, CancellationToken cancellationToken = default)
        where T : class, IModeDataFamily<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return WatchOneAsync<T>(id, cancellationToken);
    }

    private async IAsyncEnumerable<DataChange<T>> WatchOneAsync<T>(
        string id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class, IModeDataFamily<T>
    {
        await foreach (DataChange<T> change in WatchAsync<T>(cancellationToken).ConfigureAwait(false))
            if (change.Id == id) yield return change;
    }

    private static string KeyOf<T>(string id)
        where T : class, IModeDataFamily<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return T.Info.Key + id;
    }

    private static DataProxyItem Item(DataEntry entry) => new(
        entry.Key, entry.Visible!.Element, entry.IsPending ? null : entry.ModificationTime, entry.IsPending);

    private static KeyNotFoundException NotFound(string key) =>
        new($"The data proxy has no value for '{key}' that fits its type. Wait for {nameof(WhenReadyAsync)}, or use {nameof(TryGet)}.");

    private static DataValue Encode<T>(string key, T value)
        where T : class, IModeDataValue<T>
    {
        ArgumentNullException.ThrowIfNull(value);

        // Written first: a value that holds itself ends here, at JSON's depth.
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = new JsonPayloadWriter(output);
        T.WriteValue(ref writer, value);
        writer.Flush();
        if (T.Validate(value) is { } violation) throw new ModeDataException(key, violation);
        return new DataValue(output.WrittenMemory);
    }

    private T? Find<T>(string key)
        where T : class, IModeDataValue<T> => _sync.Store.Look<T, T?>(view => view.TryGet(key, out T? value) ? value : null);
}
