using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.Device.Tests;

/// <summary>Holds the page on telemetry and the code against each other.</summary>
[Collection(nameof(WholeProcess))]
public sealed class TelemetryTests : RealLinkTest
{
    private static readonly Assembly Product = typeof(ModeDevice).Assembly;

    [Fact]
    public void The_page_lists_every_log_event_with_its_id_level_and_message()
    {
        IEnumerable<string> logged = Product.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .OrderBy(message => message.EventId)
            .Select(message => $"{message.EventId} | {message.Level} | {message.Message}");

        Assert.Equal(logged, Table("Id").Select(row => string.Join(" | ", row)));
    }

    [Fact]
    public void The_page_lists_every_instrument_with_its_kind_unit_and_meaning()
    {
        using var metrics = new MetricRecorder();
        foreach (Type type in Product.GetTypes())
        {
            if (type.GetFields(BindingFlags.Static | BindingFlags.NonPublic).Any(field => field.FieldType == typeof(Meter)))
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        IEnumerable<string> measured = metrics.Instruments.Select(instrument =>
            $"`{instrument.Name}` | {instrument.GetType().Name.Split('`')[0]} | {instrument.Unit} | {instrument.Description}");

        Assert.Equal(
            measured.Order(StringComparer.Ordinal),
            Table("Instrument").Select(row => string.Join(" | ", row[..4])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_busy_life_measures_with_the_attributes_that_the_page_lists_and_traces_as_it_says()
    {
        using var metrics = new MetricRecorder();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == DeviceTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await LiveAsync();

        Dictionary<string, string[]> listed = Table("Instrument").ToDictionary(
            row => row[0].Trim('`'), row => row[4].Split(", ").Select(attribute => attribute.Trim('`')).ToArray());
        foreach (MetricRecorder.Total total in metrics.Totals)
        {
            IEnumerable<string> always = listed[total.Instrument].Where(attribute => attribute != "error.type");
            IEnumerable<string> used = total.Tags.Select(tag => tag.Key);
            Assert.Equal(always.Order(), used.Where(attribute => attribute != "error.type").Order());
            Assert.True(!used.Contains("error.type") || listed[total.Instrument].Contains("error.type"));
        }

        Assert.Equal(4, metrics.Sum("messaging.client.sent.messages", ("modetyped.fate", "delivered"), ("messaging.operation.type", "send")));
        Assert.Equal(1, metrics.Sum("messaging.client.sent.messages", ("modetyped.fate", "refused"), ("error.type", "refused")));
        Assert.Equal(1, metrics.Sum("messaging.client.consumed.messages", ("modetyped.outcome", "failed"), ("error.type", "failed")));
        Assert.Equal(0, metrics.Sum("modetyped.outbox.messages"));
        Assert.Equal(1, metrics.Sum("modetyped.device.state_changes", ("modetyped.state", "stopped"), ("modetyped.reason", "stoppedbyapplication")));

        Assert.Equal(
            [
                "process /devices/{deviceId}/command Consumer Error",
                "publish /devices/{deviceId}/bulkData/Vibration Producer Unset",
                "publish /devices/{deviceId}/bulkData/Vibration Producer Unset",
                "publish /devices/{deviceId}/data Producer Unset",
                "publish /devices/{deviceId}/event Producer Error",
                "publish /devices/{deviceId}/event Producer Unset",
            ],
            spans.Select(span => $"{span.DisplayName} {span.Kind} {span.Status}").Order());
        foreach (Activity span in spans)
        {
            Assert.Equal("mqtt", span.GetTagItem("messaging.system"));
            Assert.StartsWith("/devices/1234/", (string)span.GetTagItem("messaging.destination.name")!, StringComparison.Ordinal);
            Assert.Equal(span.DisplayName, $"{span.GetTagItem("messaging.operation.name")} {span.GetTagItem("messaging.destination.template")}");
            Assert.Equal(span.Kind == ActivityKind.Producer ? "send" : "process", span.GetTagItem("messaging.operation.type"));
            Assert.Equal(span.Status == ActivityStatusCode.Error, span.GetTagItem("error.type") is not null);
        }
    }

    [Fact]
    public async Task A_span_of_a_send_is_a_child_of_its_sender_s_and_the_sender_s_stays_current()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        Activity? span = null;
        listener.ActivityStopped = stopped => span = stopped.Source.Name == DeviceTelemetry.Name ? stopped : span;
        ActivitySource.AddActivityListener(listener);
        await using ModeSimulator mode = await StartModeAsync();
        await using ModeDevice device = await ModeDevice.ConnectAsync(Options(mode), Commands, Cancellation);
        using var source = new ActivitySource("the application");
        using Activity? own = source.StartActivity("its work");

        ValueTask<SendFate> send = device.PublishAsync(new Gauge(1), Cancellation);
        Assert.Same(own, Activity.Current);
        await send;

        Assert.Same(own, Activity.Current);
        Assert.Equal(own!.SpanId, span!.ParentSpanId);
    }

    private static async Task LiveAsync()
    {
        await using ModeSimulator mode = await StartModeAsync();
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var commands = new TestCommands { OnCommandError = _ => failed.SetResult() };
        commands.Handlers["throw"] = (_, _) => throw new InvalidOperationException("the handler");
        ModeDevice device = await ModeDevice.ConnectAsync(Options(mode), commands, Cancellation);
        await device.PublishAsync(new Gauge(1), Cancellation);
        await device.SendBulkAsync<Vibration>(new byte[100], cancellationToken: Cancellation);
        await device.SendBulkAsync<Vibration>(new MemoryStream(new byte[100]), partSize: 100, cancellationToken: Cancellation);
#pragma warning disable MODEXP0001 // Experimental, and traced like the rest.
        await device.RouteDataAsync(new byte[100], cancellationToken: Cancellation);
#pragma warning restore MODEXP0001
        await mode.SendCommandAsync(Id, "throw", cancellationToken: Cancellation);
        await failed.Task.WaitAsync(Cancellation);
        await device.StopAsync(Cancellation);
        await FailureOf(device.PublishAsync(new Gauge(2), Cancellation));
    }

    /// <summary>The rows of the page's table whose first column has this title.</summary>
    private static IEnumerable<string[]> Table(string title, [CallerFilePath] string thisFile = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../runtime/docs/telemetry.md"))
            .SkipWhile(line => !line.StartsWith($"| {title} |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|', ' ').Split(" | "));
}
