using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.Sqlite.Tests;

public sealed class DurableDeviceTests : StoreTest, IAsyncLifetime
{
    private ModeSimulator _mode = null!;

    public async ValueTask InitializeAsync() => _mode = await ModeSimulator.StartAsync(
        new ModeSimulatorOptions { Devices = { [1] = "key", [2] = "key" } }, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _mode.DisposeAsync();
        Dispose();
    }

    [Fact]
    public async Task What_a_stopped_device_could_not_deliver_the_next_one_delivers_first_and_in_order()
    {
        _mode.Faults.Outage = true;
        StopReport report;
        await using (ModeDevice device = Devices.Start(_mode.Port, Path))
        {
            for (int number = 1; number <= 50; number++)
                Assert.Equal(SendFate.Stored, await device.EnqueueAsync(new Reading(number), cancellationToken: Cancellation));
            report = await device.StopAsync(Cancellation);
        }

        _mode.Faults.Outage = false;
        await using ModeDevice next = Devices.Start(_mode.Port, Path);
        Assert.Equal(SendFate.Delivered, await next.PublishAsync(new Reading(51), Cancellation));

        Assert.Equal((50, 0), (report.StoredMessages, report.UndeliveredMessages));
        Assert.Equal(Enumerable.Range(1, 51), _mode.Numbers());
        StopReport end = await next.StopAsync(Cancellation);
        Assert.Equal(0, end.StoredMessages);
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task A_send_that_is_still_waiting_when_the_device_stops_is_told_that_it_is_stored()
    {
        _mode.Faults.Outage = true;
        ModeDevice device = Devices.Start(_mode.Port, Path);
        Task<SendFate> send = device.PublishAsync(new Reading(1), Cancellation).AsTask();

        // Stored in order, so that the first is in the file too.
        await device.EnqueueAsync(new Reading(2), cancellationToken: Cancellation);
        await device.DisposeAsync();

        Assert.Equal(SendFate.Stored, await send);
        Assert.Equal(2, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task An_event_whose_time_passed_while_the_device_was_stopped_is_not_delivered()
    {
        var clock = new VirtualTimeProvider();
        ModeDeviceOptions options = Devices.Options(_mode.Port, Path) with { TimeProvider = clock };
        _mode.Faults.Outage = true;
        await using (ModeDevice device = ModeDevice.Start(options))
        {
            await device.EnqueueAsync(new Reading(1), new SendOptions(Timeout: TimeSpan.FromMinutes(1)), Cancellation);
            await device.EnqueueAsync(new Reading(2), cancellationToken: Cancellation);
            await device.EnqueueAsync(new Reading(3), new SendOptions(Timeout: TimeSpan.FromHours(1)), Cancellation);
        }

        clock.Advance(TimeSpan.FromMinutes(2));
        _mode.Faults.Outage = false;
        await using ModeDevice next = ModeDevice.Start(options);
        await next.PublishAsync(new Reading(4), Cancellation);

        Assert.Equal([2, 3, 4], _mode.Numbers());
        await next.DisposeAsync();
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task Of_an_event_of_which_only_the_newest_matters_the_newest_is_delivered_after_a_restart()
    {
        _mode.Faults.Outage = true;
        await using (ModeDevice device = Devices.Start(_mode.Port, Path))
        {
            await device.EnqueueAsync(new Level(1), cancellationToken: Cancellation);
            await device.EnqueueAsync(new Reading(5), cancellationToken: Cancellation);
            await device.EnqueueAsync(new Level(2), cancellationToken: Cancellation);
        }

        await using (ModeDevice device = Devices.Start(_mode.Port, Path))
            await device.EnqueueAsync(new Level(3), cancellationToken: Cancellation);

        Assert.Equal([2L, 4], (await ReadAsync()).Select(entry => entry.Id));
        _mode.Faults.Outage = false;
        await using ModeDevice next = Devices.Start(_mode.Port, Path);
        await _mode.WaitForNumberAsync(3);
        await next.PublishAsync(new Reading(6), Cancellation);
        Assert.Equal([5, 3, 6], _mode.Numbers());
    }

    [Fact]
    public async Task Devices_with_a_file_each_do_not_mix()
    {
        _mode.Faults.Outage = true;
        string other = Path + "2";
        await using (ModeDevice first = Devices.Start(_mode.Port, Path))
        await using (ModeDevice second = Devices.Start(_mode.Port, other, id: 2))
        {
            await first.EnqueueAsync(new Reading(1), cancellationToken: Cancellation);
            await second.EnqueueAsync(new Reading(2), cancellationToken: Cancellation);
        }

        _mode.Faults.Outage = false;
        await using ModeDevice nextFirst = Devices.Start(_mode.Port, Path);
        await using ModeDevice nextSecond = Devices.Start(_mode.Port, other, id: 2);
        await nextFirst.PublishAsync(new Reading(10), Cancellation);
        await nextSecond.PublishAsync(new Reading(20), Cancellation);
        Assert.Equal([1, 10], _mode.Numbers());
        Assert.Equal([2, 20], _mode.Numbers(2));
    }

    [Fact]
    public async Task A_file_in_use_stops_the_second_device_with_a_typed_error_and_refuses_its_events()
    {
        await using ModeDevice first = Devices.Start(_mode.Port, Path);
        await first.PublishAsync(new Reading(1), Cancellation);
        await using ModeDevice second = Devices.Start(_mode.Port, Path);
        Task<SendFate> send = second.PublishAsync(new Reading(2), Cancellation).AsTask();

        DeviceStateChange stopped = await second.WaitForStateAsync(DeviceState.Stopped, Cancellation);

        Assert.Equal(DeviceStateReason.OutboxFailed, stopped.Reason);
        Assert.IsType<ModeOutboxException>(stopped.Exception);
        await Assert.ThrowsAsync<ModeSendException>(() => send);
        Assert.Equal(SendFate.Delivered, await first.PublishAsync(new Reading(3), Cancellation));
    }

    [Fact]
    public async Task A_file_in_use_by_another_process_is_a_typed_error()
    {
        using var publisher = Publisher.Start(_mode.Port, Path, first: 1);
        await publisher.WhenAcceptedAsync(1);

        ModeOutboxException refused = await Assert.ThrowsAsync<ModeOutboxException>(() => OpenAsync());

        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
        await publisher.KillAsync();
        Assert.NotEmpty(await ReadAsync());
    }

    [Fact]
    public async Task A_device_with_a_damaged_file_delivers_what_can_be_read_and_goes_on()
    {
        _mode.Faults.Outage = true;
        await using (ModeDevice device = Devices.Start(_mode.Port, Path))
        {
            for (int number = 1; number <= 500; number++) _ = device.EnqueueAsync(new Reading(number), cancellationToken: Cancellation).AsTask();
            await device.EnqueueAsync(new Reading(501), cancellationToken: Cancellation);
        }

        await using (FileStream file = new(Path, FileMode.Open)) file.SetLength(file.Length / 2);
        _mode.Faults.Outage = false;
        var damaged = new List<DamagedOutboxFile>();
        await using ModeDevice next = ModeDevice.Start(Devices.Options(_mode.Port, Path)
            .WithSqliteOutbox(new SqliteOutboxOptions { Path = Path, OnDamaged = damaged.Add }));
        Assert.Equal(SendFate.Delivered, await next.PublishAsync(new Reading(1000), Cancellation));

        int recovered = Assert.Single(damaged).RecoveredMessages;
        Assert.InRange(recovered, 1, 500);
        Assert.Equal(recovered + 1, _mode.Numbers().Count());
        Assert.Equal(_mode.Numbers().Order(), _mode.Numbers());
    }
}
