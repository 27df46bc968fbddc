namespace ModeTyped.Sqlite;

/// <summary>Where and how a <see cref="SqliteOutboxStore"/> keeps messages. Immutable.</summary>
public sealed record SqliteOutboxOptions
{
    /// <summary>
    /// The file, of this device alone; made with its folder where it is missing. SQLite keeps a second file, with
    /// <c>-wal</c> after the name, beside it.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>What an accepted message survives; a power cut unless set.</summary>
    public SqliteSynchronous Synchronous { get; init; } = SqliteSynchronous.Full;

    /// <summary>
    /// The most bytes of the file, 64 KiB or more; 64 MiB unless set. A message for which the file would have to grow
    /// above it is refused. Beside the file its write-ahead log takes 1 MiB, or what is accepted at once where that is more.
    /// </summary>
    public long MaxFileBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// Told when the file was found damaged and set aside, on a thread of the pool; only logged unless set. It must not block.
    /// </summary>
    public Action<DamagedOutboxFile>? OnDamaged { get; init; }

    /// <exception cref="ArgumentException">An option is missing or out of its range; the message names it.</exception>
    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Path))
            throw new ArgumentException("The SQLite outbox's option Path must be the path of a file.", nameof(Path));
        if (!Enum.IsDefined(Synchronous))
            throw new ArgumentException("The SQLite outbox's option Synchronous must be Normal or Full.", nameof(Synchronous));
        if (MaxFileBytes < 64 * 1024)
            throw new ArgumentException("The SQLite outbox's option MaxFileBytes must be 65,536 or more.", nameof(MaxFileBytes));
    }
}
