using Microsoft.Data.Sqlite;

namespace ModeTyped.Sqlite;

/// <summary>What failures of the file mean, and what to do about them.</summary>
internal static class SqliteOutboxErrors
{
    // SQLite's result codes.
    private const int Error = 1;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int ReadFailed = 266;
    private const int ReadTooLittle = 522;

    /// <summary>Whether the file or the medium under it is damaged; "no such table" (an error in SQL otherwise) says so too.</summary>
    public static bool IsDamage(SqliteException failure) =>
        failure.SqliteErrorCode is Corrupt or NotADatabase or Error
        || failure.SqliteExtendedErrorCode is ReadFailed or ReadTooLittle;

    public static ModeOutboxException Of(SqliteException failure, SqliteOutboxOptions options) => new(
        failure.SqliteErrorCode switch
        {
            Busy or Locked =>
                $"The outbox's file {options.Path} is in use by another process or device. Give each device a file of its own.",
            Full =>
                $"The outbox's file {options.Path} cannot grow: the disk is full, or the file has reached " +
                $"{nameof(SqliteOutboxOptions.MaxFileBytes)} ({options.MaxFileBytes}). Free space, or raise the bound.",
            ReadOnly or CannotOpen =>
                $"The outbox's file {options.Path} cannot be opened for writing. Check the path and its permissions.",
            _ => $"The outbox's file {options.Path} cannot be read or written: {failure.Message} Check the disk.",
        },
        failure);

    public static ModeOutboxException Of(Exception failure, SqliteOutboxOptions options) => new(
        $"The outbox's file {options.Path} cannot be used: {failure.Message} Check the path and its permissions.", failure);

    public static ModeOutboxException Foreign(string path) => new(
        $"{path} is another application's database. Give the outbox a file of its own.");

    public static ModeOutboxException Newer(string path) => new(
        $"The outbox's file {path} was written by a newer version of ModeTyped.Sqlite. Use that version, or another file.");

    public static ModeOutboxException InUse(string path) => new(
        $"The store of the outbox's file {path} serves a device already. Give each device a store and a file of its own.");
}
