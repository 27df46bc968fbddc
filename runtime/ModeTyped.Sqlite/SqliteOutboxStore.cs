using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ModeTyped.Sqlite;

/// <summary>
/// A durable outbox in a SQLite file: messages that the device accepted survive a killed process and a power cut, in
/// order. Everything that was sent while the last write was under way is written by one commit. One store and one file
/// serve one device; another process that opens the file is refused. A damaged file is set aside, and what can be read of
/// it goes on in a new one.
/// </summary>
public sealed class SqliteOutboxStore : IOutboxStore
{
    private readonly SqliteOutboxOptions _options;
    private OutboxFile? _file;
    private OutboxDatabase? _database;

    /// <summary>Prepares a store; the file is opened when the device starts.</summary>
    /// <param name="path">The file; see <see cref="SqliteOutboxOptions.Path"/>.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public SqliteOutboxStore(string path)
        : this(new SqliteOutboxOptions { Path = path })
    {
    }

    /// <summary>Prepares a store; the file is opened when the device starts.</summary>
    /// <param name="options">Where and how messages are kept.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    public SqliteOutboxStore(SqliteOutboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEntry>> LoadAsync(ILogger logger, CancellationToken cancellationToken = default)
    {
        var file = new OutboxFile(_options, logger);
        if (Interlocked.CompareExchange(ref _file, file, null) is not null) throw SqliteOutboxErrors.InUse(_options.Path);
        return new ValueTask<IReadOnlyList<OutboxEntry>>(RunAsync(Load, cancellationToken));

        IReadOnlyList<OutboxEntry> Load()
        {
            var entries = new List<OutboxEntry>();
            _database = file.Open(entries);
            return entries;
        }
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken = default) =>
        WriteAsync(database => database.Append(entries), cancellationToken);

    /// <inheritdoc/>
    public ValueTask RemoveAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken = default) =>
        WriteAsync(database => database.Remove(ids), cancellationToken);

    /// <summary>Closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await RunAsync(() => Close(), CancellationToken.None).ConfigureAwait(false);
        _file = null;
    }

    private ValueTask WriteAsync(Action<OutboxDatabase> write, CancellationToken cancellationToken)
    {
        OutboxFile file = _file ?? throw new InvalidOperationException("The store is not open.");
        return new ValueTask(RunAsync(Write, cancellationToken));

        bool Write()
        {
            // There is none where the last write found the file damaged and it could not be replaced.
            OutboxDatabase database = _database ??= file.Open([]);
            try
            {
                write(database);
            }
            catch (SqliteException e) when (SqliteOutboxErrors.IsDamage(e))
            {
                Close();
                write(_database = file.Open([]));
            }

            return true;
        }
    }

    private bool Close()
    {
        _database?.Dispose();
        _database = null;
        return true;
    }

    /// <summary>Works on a thread of the pool, since SQLite blocks, and the callers are the device's own loops.</summary>
    private Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                return work();
            }
            catch (SqliteException e)
            {
                throw SqliteOutboxErrors.Of(e, _options);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw SqliteOutboxErrors.Of(e, _options);
            }
        },
        cancellationToken);
}
