using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.Device.Tests;

/// <summary>The complaints whose proofs measure the whole process, so that nothing else may run meanwhile.</summary>
[Collection(nameof(WholeProcess))]
public sealed class MeasuredPeerComplaintTests : RealLinkTest
{
    private const int Count = 100_000;

    [Theory]
    [InlineData(CommandOverflow.DropOldest)]
    [InlineData(CommandOverflow.DropNewest)]
    public async Task C10_Commands_that_come_faster_than_they_are_handled_take_no_more_than_the_configured_memory(CommandOverflow overflow)
    {
        using var metrics = new MetricRecorder();

        // What is traced of each command would be measured too.
        using var logs = new LogRecorder(LogLevel.Warning);
        long handled = 0;
        long last = -1;
        Commands.Handlers["work"] = async (parameters, cancellationToken) =>
        {
            long number = JsonElement.Parse(parameters).GetProperty("n").GetInt64();
            handled++;
            Assert.True(number > last, "out of order");
            last = number;
            // A handler that takes 5 ms, while commands come as fast as they can.
            await Task.Delay(5, cancellationToken);
        };
        var options = new CommandOptions { MaxCommands = 1000, MaxBytes = 1024 * 1024, Overflow = overflow };

        // What another link allocates for each packet would be measured too, garbage or not.
        Task<ModeDevice> connecting = ModeDevice.ConnectAsync(
            OwnLinkOptions(Server.Port) with { Commands = options, LoggerFactory = logs }, Commands, Cancellation);
        await Server.WelcomeAsync();
        ModeDevice device = Track(await connecting);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;

        string padding = new('x', 1000 - 60);
        for (int i = 0; i < Count; i++)
        {
            await Server.SendCommandAsync(string.Create(
                CultureInfo.InvariantCulture, $$$"""{"action":"work","parameters":{"n":{{{i}}},"padding":"{{{padding}}}"}}"""));
            if (i % 20_000 == 19_999) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        // The link has read all of it once it has read what comes last.
        Task<SendFate> send = device.PublishAsync(new Reading(1), Cancellation).AsTask();
        await Server.AcknowledgeAsync((await Server.ReadPublishAsync()).PacketId);
        await send;
        long dropped = (long)metrics.Sum("messaging.client.consumed.messages", ("modetyped.outcome", "dropped"));
        Server.Close();
        StopReport report = await device.StopAsync(Cancellation);

        // Rented buffers are powers of two; the rest is the process's.
        Assert.InRange(most, 0, (2 * options.MaxBytes) + (1024 * 1024));
        TestContext.Current.TestOutputHelper!.WriteLine($"{overflow}: {handled} handled, {dropped} dropped, {report.UnhandledCommands} left, {most} bytes at most");
        Assert.InRange(dropped, Count / 2, Count);
        Assert.Equal(Count, handled + dropped + report.UnhandledCommands);
        Assert.Contains(logs.Entries, entry => entry.Id == 1204);
    }

    [Fact]
    public async Task C12_What_a_handler_throws_is_told_logged_and_counted_and_the_next_command_runs()
    {
        await using ModeSimulator mode = await StartModeAsync();
        using var metrics = new MetricRecorder();
        using var logs = new LogRecorder();
        var errors = new ConcurrentQueue<CommandError>();
        var commands = new TestCommands { OnCommandError = errors.Enqueue };
        var handled = new CommandLog();
        commands.Handlers["throwAtOnce"] = (_, _) => throw new InvalidOperationException("at once");
        commands.Handlers["throwLater"] = async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("later");
        };
        commands.Handlers["fine"] = (parameters, _) =>
        {
            handled.Add(parameters);
            return ValueTask.CompletedTask;
        };
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(mode) with { LoggerFactory = logs }, commands, Cancellation);

        foreach (string action in new[] { "throwAtOnce", "throwLater", "nobody's", "fine" })
            await mode.SendCommandAsync(Id, action, cancellationToken: Cancellation);
        await handled.NextAsync();
        await device.StopAsync(Cancellation);

        Assert.Equal(["at once", "later"], errors.Select(error => error.Exception.Message));
        Assert.Equal("throwAtOnce", errors.First().Action);
        Assert.Equal([1202, 1202, 1201], logs.Entries.Where(entry => entry.Id is >= 1200 and < 1300).Select(entry => entry.Id));
        Assert.Equal(2, metrics.Sum("messaging.client.consumed.messages", ("modetyped.outcome", "failed")));
        Assert.Equal(1, metrics.Sum("messaging.client.consumed.messages", ("modetyped.outcome", "unknown")));
        Assert.Equal(1, metrics.Sum("messaging.client.consumed.messages", ("modetyped.outcome", "handled")));
    }

    [Fact]
    public async Task C12_A_hook_that_throws_harms_nothing()
    {
        await using ModeSimulator mode = await StartModeAsync();
        using var logs = new LogRecorder();
        var commands = new TestCommands { OnCommandError = _ => throw new InvalidOperationException("the hook") };
        var handled = new CommandLog();
        commands.Handlers["throw"] = (_, _) => throw new InvalidOperationException("the handler");
        commands.Handlers["fine"] = (parameters, _) =>
        {
            handled.Add(parameters);
            return ValueTask.CompletedTask;
        };
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(mode) with { LoggerFactory = logs }, commands, Cancellation);

        await mode.SendCommandAsync(Id, "throw", cancellationToken: Cancellation);
        await mode.SendCommandAsync(Id, "fine", cancellationToken: Cancellation);

        await handled.NextAsync();
        Assert.Equal([1202, 1203], logs.Entries.Where(entry => entry.Id is >= 1200 and < 1300).Select(entry => entry.Id));
    }
}
