using ModeTyped.Sqlite;

namespace ModeTyped;

/// <summary>Gives devices a durable outbox.</summary>
public static class SqliteOutboxExtensions
{
    /// <summary>These options with a durable outbox in a SQLite file; all else of <see cref="ModeDeviceOptions.Outbox"/> stays.</summary>
    /// <param name="options">The device's options.</param>
    /// <param name="path">The file, of this device alone; see <see cref="SqliteOutboxOptions.Path"/>.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static ModeDeviceOptions WithSqliteOutbox(this ModeDeviceOptions options, string path) =>
        options.WithSqliteOutbox(new SqliteOutboxOptions { Path = path });

    /// <inheritdoc cref="WithSqliteOutbox(ModeDeviceOptions, string)"/>
    /// <param name="options">The device's options.</param>
    /// <param name="outbox">Where and how messages are kept.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    public static ModeDeviceOptions WithSqliteOutbox(this ModeDeviceOptions options, SqliteOutboxOptions outbox)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { Outbox = options.Outbox with { Store = new SqliteOutboxStore(outbox) } };
    }
}
