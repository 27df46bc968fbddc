namespace ModeTyped.Sqlite.Tests;

public sealed class DamageTests : StoreTest
{
    private const int Count = 200;
    private const int Large = 1000;

    private readonly List<DamagedOutboxFile> _damaged = [];

    private SqliteOutboxOptions Options => new() { Path = Path, OnDamaged = _damaged.Add };

    [Fact]
    public async Task A_truncated_file_is_set_aside_and_what_can_be_read_goes_on()
    {
        await WriteFileAsync();
        Truncate(new FileInfo(Path).Length / 2);

        (SqliteOutboxStore store, IReadOnlyList<OutboxEntry> entries) = await OpenAsync(Options);

        DamagedOutboxFile damaged = Assert.Single(_damaged);
        Assert.True(File.Exists(damaged.Path));
        Assert.Equal(entries.Count, damaged.RecoveredMessages);
        Assert.InRange(entries.Count, 10, Count - 1);
        await AssertGoesOnAsync(store, entries);
    }

    [Fact]
    public async Task An_emptied_file_is_set_aside_not_taken_for_new()
    {
        await WriteFileAsync();
        Truncate(0);

        (SqliteOutboxStore store, IReadOnlyList<OutboxEntry> entries) = await OpenAsync(Options);

        Assert.Single(_damaged);
        Assert.Empty(entries);
        await AssertGoesOnAsync(store, entries);
    }

    [Fact]
    public async Task A_log_without_its_file_is_set_aside()
    {
        await File.WriteAllTextAsync(Path + "-wal", "of a file that was deleted", Cancellation);

        (SqliteOutboxStore store, IReadOnlyList<OutboxEntry> entries) = await OpenAsync(Options);

        Assert.True(File.Exists(Assert.Single(_damaged).Path + "-wal"));
        await AssertGoesOnAsync(store, entries);
    }

    [Fact]
    public async Task What_is_no_database_is_set_aside()
    {
        await File.WriteAllTextAsync(Path, "Dear diary, today I was overwritten by an outbox.", Cancellation);

        (SqliteOutboxStore store, IReadOnlyList<OutboxEntry> entries) = await OpenAsync(Options);

        Assert.StartsWith("Dear diary", await File.ReadAllTextAsync(Assert.Single(_damaged).Path, Cancellation), StringComparison.Ordinal);
        await AssertGoesOnAsync(store, entries);
    }

    [Fact]
    public async Task A_payload_that_is_not_what_was_stored_is_not_delivered()
    {
        await WriteFileAsync();
        byte[] file = await File.ReadAllBytesAsync(Path, Cancellation);
        int place = file.AsSpan().IndexOf("number 77"u8);
        file[place + 7] = (byte)'1';
        await File.WriteAllBytesAsync(Path, file, Cancellation);

        (SqliteOutboxStore store, IReadOnlyList<OutboxEntry> entries) = await OpenAsync(Options);

        Assert.Contains("checksum", Assert.Single(_damaged).Cause, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, Count).Where(id => id != 77).Select(id => (long)id), entries.Select(entry => entry.Id));
        await AssertGoesOnAsync(store, entries);
    }

    [Fact]
    public async Task Whatever_happened_to_the_file_nothing_wrong_is_delivered_and_later_entries_are_kept()
    {
        await WriteFileAsync();
        byte[] whole = await File.ReadAllBytesAsync(Path, Cancellation);
        HashSet<string> written = [.. Describe(Entries(1, Count))];
        (int setAside, int typed) = (0, 0);
        for (int seed = 0; seed < 150; seed++)
        {
            await File.WriteAllBytesAsync(Path, Mutate(whole, new Random(seed)), Cancellation);
            _damaged.Clear();
            SqliteOutboxStore store;
            IReadOnlyList<OutboxEntry> entries;
            try
            {
                (store, entries) = await OpenAsync(Options);
            }
            catch (ModeOutboxException)
            {
                // The header now names another application or a newer version.
                typed++;
                continue;
            }

            setAside += _damaged.Count;
            Assert.Equal(entries.OrderBy(entry => entry.Id), entries);
            Assert.All(Describe(entries), entry => Assert.Contains(entry, written));
            if (_damaged.Count == 0) Assert.Equal(Count, entries.Count);
            await AssertGoesOnAsync(store, entries);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{setAside} set aside, {typed} typed errors, of 150");
        Assert.InRange(setAside, 50, 150);
        Assert.InRange(SetAsideFiles.Count(), 1, 6);
    }

    [Fact]
    public async Task Damage_that_comes_while_the_store_is_open_is_mended_at_the_next_write()
    {
        (SqliteOutboxStore store, _) = await OpenAsync(Options);
        // More than SQLite keeps in its cache.
        await store.AppendAsync(Entries(1, Large, size: 4000), Cancellation);
        await store.DisposeAsync();
        (store, IReadOnlyList<OutboxEntry> entries) = await OpenAsync(Options);
        Assert.Equal(Large, entries.Count);
        await using (FileStream file = new(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            // All but the header, which SQLite does not read again.
            file.Position = 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, (int)(file.Length - file.Position)).ToArray(), Cancellation);
        }

        for (int id = Large + 1; _damaged.Count == 0 && id < Large + 100; id++)
        {
            await store.RemoveAsync([id - Large], Cancellation);
            await store.AppendAsync([Entry(id, size: 4000)], Cancellation);
        }

        Assert.Single(_damaged);
        await store.AppendAsync([Entry(10_000)], Cancellation);
        await store.DisposeAsync();
        Assert.Equal(10_000, (await ReadAsync())[^1].Id);
    }

    /// <summary>SQLite cannot tell it from a commit that the power cut short: a limit of the outbox, which its pages tell.</summary>
    [Fact]
    public async Task Damage_in_the_log_is_taken_for_its_end_and_what_was_committed_before_it_and_comes_later_is_kept()
    {
        (SqliteOutboxStore store, _) = await OpenAsync(Options);
        await store.AppendAsync(Entries(1, 20), Cancellation);
        long place = new FileInfo(Path + "-wal").Length;
        await store.AppendAsync(Entries(21, 20), Cancellation);
        await store.AppendAsync(Entries(41, 20), Cancellation);
        byte[] file = await ReadOpenFileAsync(Path);
        byte[] log = await ReadOpenFileAsync(Path + "-wal");
        await store.DisposeAsync();

        // As after a crash, which leaves the log.
        log[place + 100] ^= 1;
        await File.WriteAllBytesAsync(Path, file, Cancellation);
        await File.WriteAllBytesAsync(Path + "-wal", log, Cancellation);
        (store, IReadOnlyList<OutboxEntry> entries) = await OpenAsync(Options);

        Assert.Equal(Describe(Entries(1, 20)), Describe(entries));
        Assert.Empty(_damaged);
        await AssertGoesOnAsync(store, entries);
    }

    [Fact]
    public async Task A_hook_that_throws_does_no_harm()
    {
        await File.WriteAllTextAsync(Path, "no database", Cancellation);

        (SqliteOutboxStore store, IReadOnlyList<OutboxEntry> entries) =
            await OpenAsync(Options with { OnDamaged = _ => throw new InvalidOperationException("from the hook") });

        await AssertGoesOnAsync(store, entries);
    }

    private async Task WriteFileAsync()
    {
        (SqliteOutboxStore store, _) = await OpenAsync(Options);
        for (int first = 1; first <= Count; first += 20) await store.AppendAsync(Entries(first, 20), Cancellation);
        await store.DisposeAsync();
    }

    private static async Task<byte[]> ReadOpenFileAsync(string path)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Cancellation);
        return bytes;
    }

    private void Truncate(long length)
    {
        using FileStream file = new(Path, FileMode.Open);
        file.SetLength(length);
    }

    private async Task AssertGoesOnAsync(SqliteOutboxStore store, IReadOnlyList<OutboxEntry> entries)
    {
        OutboxEntry later = Entry(Count + 1);
        await store.AppendAsync([later], Cancellation);
        await store.DisposeAsync();
        Assert.Equal(Describe([.. entries, later]), Describe(await ReadAsync()));
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        byte[] file = [.. whole];
        switch (random.Next(4))
        {
            case 0:
                return file[..random.Next(1, file.Length)];
            case 1:
                random.NextBytes(file.AsSpan(random.Next(file.Length / 4096) * 4096, 4096));
                return file;
            case 2:
                file.AsSpan(random.Next(file.Length / 4096) * 4096, 4096).Clear();
                return file;
            default:
                for (int i = random.Next(1, 20); i > 0; i--) file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
                return file;
        }
    }
}
