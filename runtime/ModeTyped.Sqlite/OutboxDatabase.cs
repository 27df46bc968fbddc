using Microsoft.Data.Sqlite;

namespace ModeTyped.Sqlite;

/// <summary>
/// One open file: a table of messages in a SQLite database in WAL mode, locked by this connection alone. Not thread safe.
/// </summary>
internal sealed class OutboxDatabase : IDisposable
{
    /// <summary>"MODE", in the file's header.</summary>
    private const long ApplicationId = 0x4D4F4445;

    private const long Version = 1;
    private const int PageSize = 4096;
    private const int LogPages = 256;

    /// <summary>How long another process may hold the file, as one that is just ending does.</summary>
    private const int LockTimeoutSeconds = 2;

    private readonly SqliteConnection _connection;
    private readonly SqliteOutboxOptions _options;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _delete;

    private OutboxDatabase(string path, SqliteOpenMode mode, SqliteOutboxOptions options, bool tolerant = false)
    {
        _options = options;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = LockTimeoutSeconds,
        }.ToString());
        _insert = _connection.CreateCommand();
        _insert.CommandText =
            "INSERT INTO outbox (id, topic, payload, expires_at, replace_key, checksum) VALUES ($id, $topic, $payload, $expires, $key, $sum)";
        foreach (string name in (ReadOnlySpan<string>)["$id", "$topic", "$payload", "$expires", "$key", "$sum"])
            _insert.Parameters.Add(new SqliteParameter(name, null));
        _delete = _connection.CreateCommand();
        _delete.CommandText = "DELETE FROM outbox WHERE id = $id";
        _delete.Parameters.Add(new SqliteParameter("$id", null));
        try
        {
            Start(tolerant);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Makes a file that holds entries.</summary>
    public static void Create(string path, IReadOnlyList<OutboxEntry> entries, SqliteOutboxOptions options)
    {
        using var database = new OutboxDatabase(path, SqliteOpenMode.ReadWriteCreate, options);
        database.Execute($"""
            PRAGMA application_id = {ApplicationId};
            PRAGMA user_version = {Version};
            CREATE TABLE outbox (
                id INTEGER PRIMARY KEY,
                topic TEXT NOT NULL,
                payload BLOB NOT NULL,
                expires_at INTEGER,
                replace_key TEXT,
                checksum INTEGER NOT NULL) STRICT;
            """);
        database.Append(entries);
    }

    /// <exception cref="SqliteException">The file cannot be opened, or is damaged beyond reading.</exception>
    /// <exception cref="ModeOutboxException">The file is not an outbox of this version.</exception>
    public static OutboxDatabase Open(string path, SqliteOutboxOptions options)
    {
        var database = new OutboxDatabase(path, SqliteOpenMode.ReadWrite, options);
        try
        {
            if (database.Number("PRAGMA application_id") != ApplicationId) throw SqliteOutboxErrors.Foreign(path);
            if (database.Number("PRAGMA user_version") > Version) throw SqliteOutboxErrors.Newer(path);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Reads what can be read of a file that cannot be opened, such as one that lacks its end.</summary>
    public static void Salvage(string path, List<OutboxEntry> entries, SqliteOutboxOptions options)
    {
        try
        {
            using var database = new OutboxDatabase(path, SqliteOpenMode.ReadWrite, options, tolerant: true);
            database.Read(entries);
        }
        catch (SqliteException e) when (SqliteOutboxErrors.IsDamage(e))
        {
            // Then what was read up to here is all there is.
        }
    }

    /// <summary>Reads all entries that can be read, in order of their ids.</summary>
    /// <returns>What is wrong with the file; null where nothing is.</returns>
    public string? Read(List<OutboxEntry> entries)
    {
        string? damage = ReadRows("SELECT * FROM outbox ORDER BY id", entries);
        if (damage is not null)
        {
            // What lies behind the damaged place is reached from the end.
            var behind = new List<OutboxEntry>();
            long last = entries.Count > 0 ? entries[^1].Id : 0;
            ReadRows($"SELECT * FROM outbox WHERE id > {last} ORDER BY id DESC", behind);
            behind.Reverse();
            entries.AddRange(behind);
        }

        return damage ?? Check();
    }

    /// <exception cref="SqliteException">Nothing was added.</exception>
    public void Append(IReadOnlyList<OutboxEntry> entries)
    {
        Execute($"PRAGMA synchronous = {_options.Synchronous}");
        using SqliteTransaction transaction = _connection.BeginTransaction();
        _insert.Transaction = transaction;
        foreach (OutboxEntry entry in entries)
        {
            _insert.Parameters[0].Value = entry.Id;
            _insert.Parameters[1].Value = entry.Topic;
            _insert.Parameters[2].Value = entry.Payload.ToArray();
            _insert.Parameters[3].Value = (object?)entry.ExpiresAt?.ToUnixTimeMilliseconds() ?? DBNull.Value;
            _insert.Parameters[4].Value = (object?)entry.ReplaceKey ?? DBNull.Value;
            _insert.Parameters[5].Value = EntryChecksum.Of(entry);
            _insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <exception cref="SqliteException">Nothing was removed.</exception>
    public void Remove(IReadOnlyList<long> ids)
    {
        // A removal that a power cut undoes is a message delivered twice, not one lost: the next append syncs it too.
        Execute("PRAGMA synchronous = NORMAL");
        using SqliteTransaction transaction = _connection.BeginTransaction();
        _delete.Transaction = transaction;
        foreach (long id in ids)
        {
            _delete.Parameters[0].Value = id;
            _delete.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _delete.Dispose();
        _connection.Dispose();
    }

    private void Start(bool tolerant)
    {
        _connection.Open();
        if (tolerant) Execute("PRAGMA writable_schema = ON");

        // The exclusive lock, taken before the first access, keeps other processes out and needs no shared memory file.
        Execute($"""
            PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA journal_mode = WAL;
            PRAGMA wal_autocheckpoint = {LogPages};
            PRAGMA journal_size_limit = {LogPages * PageSize};
            PRAGMA max_page_count = {_options.MaxFileBytes / PageSize};
            PRAGMA cell_size_check = ON;
            BEGIN EXCLUSIVE;
            COMMIT;
            """);
    }

    private string? ReadRows(string query, List<OutboxEntry> entries)
    {
        string? damage = null;
        try
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = query;
            using SqliteDataReader row = command.ExecuteReader();
            while (row.Read())
            {
                if (ReadEntry(row) is { } entry) entries.Add(entry);
                else damage = "a message does not have its checksum";
            }
        }
        catch (SqliteException e) when (SqliteOutboxErrors.IsDamage(e))
        {
            damage = e.Message;
        }

        return damage;
    }

    private static OutboxEntry? ReadEntry(SqliteDataReader row)
    {
        if (row.IsDBNull(0) || row.IsDBNull(1) || row.IsDBNull(2) || row.IsDBNull(5)) return null;
        var entry = new OutboxEntry(
            row.GetInt64(0),
            row.GetString(1),
            row.GetFieldValue<byte[]>(2),
            row.IsDBNull(3) ? null : FromMilliseconds(row.GetInt64(3)),
            row.IsDBNull(4) ? null : row.GetString(4));
        return EntryChecksum.Of(entry) == row.GetInt64(5) ? entry : null;
    }

    private static DateTimeOffset FromMilliseconds(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(
        milliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    private string? Check()
    {
        try
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            return command.ExecuteScalar() is string result && result != "ok" ? result : null;
        }
        catch (SqliteException e) when (SqliteOutboxErrors.IsDamage(e))
        {
            return e.Message;
        }
    }

    private long Number(string query)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = query;
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string statements)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }
}
