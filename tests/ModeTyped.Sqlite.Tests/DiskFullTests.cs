using ModeTyped.Simulator;

namespace ModeTyped.Sqlite.Tests;

public sealed class DiskFullTests : StoreTest
{
    [Fact]
    public async Task A_full_disk_refuses_what_does_not_fit_and_loses_nothing()
    {
        using var disk = SmallDisk.Mount(512);
        var options = new SqliteOutboxOptions { Path = System.IO.Path.Combine(disk.Folder, "outbox.db") };
        (SqliteOutboxStore store, _) = await OpenAsync(options);
        var accepted = new List<long>();
        ModeOutboxException? full = null;
        for (int id = 1; full is null; id++)
        {
            try
            {
                await store.AppendAsync([Entry(id, size: 10_000)], Cancellation);
                accepted.Add(id);
            }
            catch (ModeOutboxException e)
            {
                full = e;
            }
        }

        Assert.Contains("the disk is full", full.Message, StringComparison.Ordinal);
        Assert.InRange(accepted.Count, 5, 50);
        await store.DisposeAsync();
        (store, IReadOnlyList<OutboxEntry> entries) = await OpenAsync(options);
        await store.DisposeAsync();
        Assert.Equal(accepted, entries.Select(entry => entry.Id));
    }

    [Fact]
    public async Task Entries_flow_again_once_a_full_disk_has_space()
    {
        using var disk = SmallDisk.Mount(2048);
        var options = new SqliteOutboxOptions { Path = System.IO.Path.Combine(disk.Folder, "outbox.db") };
        (SqliteOutboxStore store, _) = await OpenAsync(options);
        await store.AppendAsync(Entries(1, 10, size: 10_000), Cancellation);
        disk.Fill();
        await Assert.ThrowsAsync<ModeOutboxException>(() => store.AppendAsync(Entries(11, 50, size: 10_000), Cancellation).AsTask());

        disk.Free();
        await store.RemoveAsync([1], Cancellation);
        await store.AppendAsync(Entries(61, 2, size: 10_000), Cancellation);
        await store.DisposeAsync();

        (store, IReadOnlyList<OutboxEntry> entries) = await OpenAsync(options);
        await store.DisposeAsync();
        Assert.Equal([2L, 3, 4, 5, 6, 7, 8, 9, 10, 61, 62], entries.Select(entry => entry.Id));
    }

    [Fact]
    public async Task A_device_on_a_full_disk_refuses_events_delivers_what_it_has_and_takes_events_again()
    {
        using var disk = SmallDisk.Mount(1024);
        await using ModeSimulator mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1] = "key" } }, Cancellation);
        mode.Faults.Outage = true;
        await using ModeDevice device = Devices.Start(mode.Port, System.IO.Path.Combine(disk.Folder, "outbox.db"));
        await device.EnqueueAsync(new Reading(1), cancellationToken: Cancellation);
        disk.Fill();

        int accepted = 1;
        ModeSendException? refused = null;
        while (refused is null)
        {
            try
            {
                await device.EnqueueAsync(new Reading(accepted + 1), cancellationToken: Cancellation);
                accepted++;
            }
            catch (ModeSendException e)
            {
                refused = e;
            }
        }

        Assert.Equal(SendFate.Refused, refused.Fate);
        Assert.IsType<ModeOutboxException>(refused.InnerException);
        mode.Faults.Outage = false;
        await mode.WaitForNumberAsync(accepted);
        disk.Free();
        Assert.Equal(SendFate.Delivered, await device.PublishAsync(new Reading(1_000_000), Cancellation));
        Assert.Equal([.. Enumerable.Range(1, accepted), 1_000_000], mode.Numbers());
    }
}
