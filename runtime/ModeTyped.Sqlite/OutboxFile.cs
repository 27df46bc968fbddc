using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ModeTyped.Sqlite;

/// <summary>
/// The file's life: made where it is missing, opened, and where it is damaged replaced by a new one with all that can
/// still be read, the damaged one set aside under another name.
/// </summary>
internal sealed class OutboxFile(SqliteOutboxOptions options, ILogger logger)
{
    /// <summary>How many damaged files are kept, so that a failing disk does not fill with them.</summary>
    private const int KeptDamagedFiles = 3;

    private const string LogSuffix = "-wal";
    private const string DamagedMark = ".damaged-";

    private readonly string _path = Path.GetFullPath(options.Path);

    /// <summary>Opens the file, and adds what it holds to the entries.</summary>
    public OutboxDatabase Open(List<OutboxEntry> entries)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var file = new FileInfo(_path);
        if (!file.Exists && !File.Exists(_path + LogSuffix))
        {
            Create(entries);
        }
        else if (!file.Exists || file.Length == 0)
        {
            // The file is made in one step, complete; SQLite would take an empty one for new, and drop its log.
            Replace(entries, "the file is empty");
        }
        else if (TryOpen(entries, out string? damage) is { } database)
        {
            return database;
        }
        else
        {
            Replace(entries, damage!);
        }

        return OutboxDatabase.Open(_path, options);
    }

    private OutboxDatabase? TryOpen(List<OutboxEntry> entries, out string? damage)
    {
        OutboxDatabase? database = null;
        try
        {
            database = OutboxDatabase.Open(_path, options);
            damage = database.Read(entries);
            if (damage is null) return database;
        }
        catch (SqliteException e) when (SqliteOutboxErrors.IsDamage(e))
        {
            OutboxDatabase.Salvage(_path, entries, options);
            damage = e.Message;
        }
        catch
        {
            database?.Dispose();
            throw;
        }

        database?.Dispose();
        return null;
    }

    private void Create(List<OutboxEntry> entries, Action? beforeMove = null)
    {
        string made = _path + ".new";
        foreach (string leftover in (ReadOnlySpan<string>)[made, made + LogSuffix]) File.Delete(leftover);
        OutboxDatabase.Create(made, entries, options);
        beforeMove?.Invoke();
        File.Move(made, _path);
    }

    private void Replace(List<OutboxEntry> entries, string damage)
    {
        string stamp = DateTimeOffset.UtcNow.ToString("yyyyMMdd'T'HHmmss.fffffff'Z'", CultureInfo.InvariantCulture);
        string aside = _path + DamagedMark + stamp;
        Create(entries, beforeMove: () =>
        {
            // In this order: a log without its file is noticed at the next start, a file without its log would not be.
            if (File.Exists(_path)) File.Move(_path, aside);
            if (File.Exists(_path + LogSuffix)) File.Move(_path + LogSuffix, aside + LogSuffix);
        });
        SqliteOutboxLog.Damaged(logger, aside, entries.Count, damage);
        DeleteOldDamagedFiles();
        try
        {
            options.OnDamaged?.Invoke(new DamagedOutboxFile(aside, entries.Count, damage));
        }
#pragma warning disable CA1031 // The hook is the user's; the outbox goes on whatever it does.
        catch (Exception e)
#pragma warning restore CA1031
        {
            SqliteOutboxLog.HookFailed(logger, e);
        }
    }

    private void DeleteOldDamagedFiles()
    {
        string[] stamped = Directory.GetFiles(Path.GetDirectoryName(_path)!, Path.GetFileName(_path) + DamagedMark + "*");
        IEnumerable<string> old = stamped
            .GroupBy(file => file.EndsWith(LogSuffix, StringComparison.Ordinal) ? file[..^LogSuffix.Length] : file)
            .OrderByDescending(files => files.Key, StringComparer.Ordinal)
            .Skip(KeptDamagedFiles)
            .SelectMany(files => files);
        foreach (string file in old) File.Delete(file);
    }
}
