using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ModeTyped.Sqlite.Tests;

public sealed class SqliteOutboxStoreTests : StoreTest
{
    [Fact]
    public async Task A_new_file_is_made_with_its_folder_and_is_empty()
    {
        string path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, "a", "b", "outbox.db");
        (SqliteOutboxStore store, IReadOnlyList<OutboxEntry> entries) = await OpenAsync(new SqliteOutboxOptions { Path = path });
        await store.DisposeAsync();

        Assert.Empty(entries);
        Assert.True(File.Exists(path));
    }

    [Theory]
    [InlineData(SqliteSynchronous.Normal)]
    [InlineData(SqliteSynchronous.Full)]
    public async Task What_was_added_is_there_in_order_after_a_restart(SqliteSynchronous synchronous)
    {
        OutboxEntry[] entries =
        [
            Entry(3),
            Entry(5) with { ExpiresAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), ReplaceKey = "level" },
            Entry(6) with { Topic = "/devices/1/bulkData/Ärger", Payload = Array.Empty<byte>() },
            Entry(9, size: 100_000),
        ];
        (SqliteOutboxStore store, _) = await OpenAsync(new SqliteOutboxOptions { Path = Path, Synchronous = synchronous });
        await store.AppendAsync(entries[..2], Cancellation);
        await store.AppendAsync(entries[2..], Cancellation);
        await store.DisposeAsync();

        Assert.Equal(Describe(entries), Describe(await ReadAsync()));
    }

    [Fact]
    public async Task What_was_removed_is_gone_after_a_restart()
    {
        (SqliteOutboxStore store, _) = await OpenAsync();
        await store.AppendAsync(Entries(1, 5), Cancellation);
        await store.RemoveAsync([2, 4, 77], Cancellation);
        await store.DisposeAsync();

        Assert.Equal([1L, 3, 5], (await ReadAsync()).Select(entry => entry.Id));
    }

    [Fact]
    public async Task An_append_adds_all_or_nothing()
    {
        (SqliteOutboxStore store, _) = await OpenAsync();
        await store.AppendAsync([Entry(2)], Cancellation);

        await Assert.ThrowsAsync<ModeOutboxException>(() => store.AppendAsync([Entry(1), Entry(2)], Cancellation).AsTask());
        await store.AppendAsync([Entry(3)], Cancellation);
        await store.DisposeAsync();

        Assert.Equal([2L, 3], (await ReadAsync()).Select(entry => entry.Id));
    }

    [Fact]
    public async Task What_was_added_is_in_the_files_at_once()
    {
        (SqliteOutboxStore store, _) = await OpenAsync();
        await store.AppendAsync(Entries(1, 3), Cancellation);
        await store.RemoveAsync([1], Cancellation);
        await store.AppendAsync(Entries(4, 1), Cancellation);

        // The files as a killed process leaves them.
        string image = Path + ".image";
        File.Copy(Path, image);
        File.Copy(Path + "-wal", image + "-wal");
        await store.DisposeAsync();

        (SqliteOutboxStore restarted, IReadOnlyList<OutboxEntry> entries) = await OpenAsync(new SqliteOutboxOptions { Path = image });
        await restarted.DisposeAsync();
        Assert.Equal([2L, 3, 4], entries.Select(entry => entry.Id));
    }

    [Fact]
    public async Task The_file_never_grows_above_its_bound_and_takes_entries_again_once_some_are_removed()
    {
        var options = new SqliteOutboxOptions { Path = Path, MaxFileBytes = 256 * 1024 };
        (SqliteOutboxStore store, _) = await OpenAsync(options);
        var kept = new List<long>();
        ModeOutboxException? full = null;
        for (int id = 1; full is null; id++)
        {
            try
            {
                await store.AppendAsync([Entry(id, size: 10_000)], Cancellation);
                kept.Add(id);
            }
            catch (ModeOutboxException e)
            {
                full = e;
            }
        }

        Assert.Contains("MaxFileBytes (262144)", full.Message, StringComparison.Ordinal);
        await store.RemoveAsync([.. kept[..2]], Cancellation);
        await store.AppendAsync([Entry(1000, size: 10_000)], Cancellation);
        await store.DisposeAsync();

        Assert.InRange(kept.Count, 15, 25);
        Assert.InRange(new FileInfo(Path).Length, 1, options.MaxFileBytes);
        Assert.Equal([.. kept[2..], 1000], (await ReadAsync()).Select(entry => entry.Id));
    }

    [Fact]
    public async Task The_log_beside_the_file_stays_small()
    {
        (SqliteOutboxStore store, _) = await OpenAsync();
        for (int id = 1; id <= 2000; id++)
        {
            await store.AppendAsync([Entry(id, size: 4000)], Cancellation);
            if (id > 10) await store.RemoveAsync([id - 10], Cancellation);
        }

        long log = new FileInfo(Path + "-wal").Length;
        await store.DisposeAsync();
        Assert.InRange(log, 1, 1_500_000);
        Assert.InRange(new FileInfo(Path).Length, 1, 500_000);
    }

    [Fact]
    public async Task A_second_store_on_the_file_is_refused()
    {
        (SqliteOutboxStore store, _) = await OpenAsync();

        ModeOutboxException refused = await Assert.ThrowsAsync<ModeOutboxException>(() => OpenAsync());

        Assert.Contains("in use by another process or device", refused.Message, StringComparison.Ordinal);
        await store.AppendAsync([Entry(1)], Cancellation);
        await store.DisposeAsync();
    }

    [Fact]
    public async Task A_store_serves_one_device_at_a_time()
    {
        (SqliteOutboxStore store, _) = await OpenAsync();
        await Assert.ThrowsAsync<ModeOutboxException>(async () => await store.LoadAsync(NullLogger.Instance, Cancellation));
        await store.AppendAsync([Entry(1)], Cancellation);
        await store.DisposeAsync();

        Assert.Single(await store.LoadAsync(NullLogger.Instance, Cancellation));
        await store.DisposeAsync();
    }

    [Fact]
    public async Task A_path_that_cannot_be_written_is_a_typed_error()
    {
        Directory.CreateDirectory(Path);
        Assert.Contains("permissions", (await Assert.ThrowsAsync<ModeOutboxException>(() => OpenAsync())).Message, StringComparison.Ordinal);

        string below = System.IO.Path.Combine(Path, "file");
        await File.WriteAllTextAsync(below, "not a folder", Cancellation);
        await Assert.ThrowsAsync<ModeOutboxException>(() => OpenAsync(
            new SqliteOutboxOptions { Path = System.IO.Path.Combine(below, "outbox.db") }));
    }

    [Fact]
    public async Task Another_applications_database_is_left_alone()
    {
        await using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            await connection.OpenAsync(Cancellation);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE holidays (name TEXT)";
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        Assert.Contains("another application's", (await Assert.ThrowsAsync<ModeOutboxException>(() => OpenAsync())).Message, StringComparison.Ordinal);
        Assert.Empty(SetAsideFiles);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_left_alone()
    {
        (SqliteOutboxStore store, _) = await OpenAsync();
        await store.DisposeAsync();
        await using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            await connection.OpenAsync(Cancellation);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 2";
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        Assert.Contains("newer version", (await Assert.ThrowsAsync<ModeOutboxException>(() => OpenAsync())).Message, StringComparison.Ordinal);
        Assert.Empty(SetAsideFiles);
    }

    [Fact]
    public void Wrong_options_are_named()
    {
        Assert.Contains("Path", Assert.Throws<ArgumentException>(() => new SqliteOutboxStore(" ")).Message, StringComparison.Ordinal);
        Assert.Contains("MaxFileBytes", Refused(options => options with { MaxFileBytes = 1 }), StringComparison.Ordinal);
        Assert.Contains("Synchronous", Refused(options => options with { Synchronous = (SqliteSynchronous)7 }), StringComparison.Ordinal);

        string Refused(Func<SqliteOutboxOptions, SqliteOutboxOptions> change) =>
            Assert.Throws<ArgumentException>(() => new SqliteOutboxStore(change(new SqliteOutboxOptions { Path = Path }))).Message;
    }
}
