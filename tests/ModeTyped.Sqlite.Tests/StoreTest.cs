using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace ModeTyped.Sqlite.Tests;

/// <summary>Stores over files in a folder of the test's own.</summary>
public abstract class StoreTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modetyped-outbox-").FullName;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The outbox's file; not there yet.</summary>
    protected string Path => System.IO.Path.Combine(_folder, "outbox.db");

    protected IEnumerable<string> SetAsideFiles => Directory.GetFiles(_folder, "*.damaged-*");

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static async Task<(SqliteOutboxStore Store, IReadOnlyList<OutboxEntry> Entries)> OpenAsync(SqliteOutboxOptions options)
    {
        var store = new SqliteOutboxStore(options);
        try
        {
            return (store, await store.LoadAsync(NullLogger.Instance, Cancellation));
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    protected Task<(SqliteOutboxStore Store, IReadOnlyList<OutboxEntry> Entries)> OpenAsync() =>
        OpenAsync(new SqliteOutboxOptions { Path = Path });

    protected async Task<IReadOnlyList<OutboxEntry>> ReadAsync()
    {
        (SqliteOutboxStore store, IReadOnlyList<OutboxEntry> entries) = await OpenAsync();
        await store.DisposeAsync();
        return entries;
    }

    protected static OutboxEntry Entry(long id, int size = 32) => new(
        id, "/devices/1/event", Payload(id, size), null, null);

    protected static OutboxEntry[] Entries(int first, int count, int size = 32) =>
        [.. Enumerable.Range(first, count).Select(id => Entry(id, size))];

    protected static IEnumerable<string> Describe(IEnumerable<OutboxEntry> entries) => entries.Select(entry => string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.Id} {entry.Topic} {Encoding.UTF8.GetString(entry.Payload.Span)} {entry.ExpiresAt:O} {entry.ReplaceKey}"));

    private static byte[] Payload(long id, int size) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"number {id} ").PadRight(size, '.'));
}
