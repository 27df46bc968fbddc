using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>
/// What a device tells its operators: logs, and the metrics and traces named <c>ModeTyped</c>, which follow
/// OpenTelemetry's conventions for messaging. Costs nothing where nobody listens.
/// </summary>
internal sealed class DeviceTelemetry(ILogger logger, TimeProvider clock)
{
    public const string Name = "ModeTyped";

    private static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Sent = Meter.CreateCounter<long>(
        "messaging.client.sent.messages", "{message}", "Messages whose fate is known, by fate.");
    private static readonly Histogram<double> SendDuration = Meter.CreateHistogram<double>(
        "messaging.client.operation.duration", "s", "From the call to the fate of a message.");
    private static readonly UpDownCounter<long> OutboxMessages = Meter.CreateUpDownCounter<long>(
        "modetyped.outbox.messages", "{message}", "Messages that the outbox keeps.");
    private static readonly UpDownCounter<long> OutboxBytes = Meter.CreateUpDownCounter<long>(
        "modetyped.outbox.size", "By", "Payload bytes that the outbox keeps.");
    private static readonly Counter<long> Consumed = Meter.CreateCounter<long>(
        "messaging.client.consumed.messages", "{message}", "Commands received, by outcome.");
    private static readonly Histogram<double> ProcessDuration = Meter.CreateHistogram<double>(
        "messaging.process.duration", "s", "How long the handlers of commands ran.");
    private static readonly Counter<long> StateChanges = Meter.CreateCounter<long>(
        "modetyped.device.state_changes", "{change}", "Steps in devices' lives, by state and reason.");

    private static readonly KeyValuePair<string, object?> System = new("messaging.system", "mqtt");
    private static readonly KeyValuePair<string, object?>[][] SendTags = [.. Enum.GetValues<SendFate>().Select(TagsOf)];
    private static readonly KeyValuePair<string, object?>[][] CommandTags = [.. Enum.GetValues<CommandOutcome>().Select(TagsOf)];
    private static readonly KeyValuePair<string, object?>[] CancelledTags = [System, .. Operation("process")];

    /// <summary>Whether somebody listens to the traces.</summary>
    public static bool IsTraced => Source.HasListeners();

    public ILogger Logger { get; } = logger;

    public void Settled(PendingSend send, SendFate fate)
    {
        if (Sent.Enabled) Sent.Add(1, SendTags[(int)fate]);
        if (SendDuration.Enabled) SendDuration.Record(clock.GetElapsedTime(send.StartedAt).TotalSeconds, SendTags[(int)fate]);
    }

#pragma warning disable CA1822 // One device's telemetry, though its metrics are the process's.
    public void Kept(int messages, long bytes)
    {
        if (OutboxMessages.Enabled) OutboxMessages.Add(messages, System);
        if (OutboxBytes.Enabled) OutboxBytes.Add(bytes, System);
    }

    public void Dropped()
    {
        if (Consumed.Enabled) Consumed.Add(1, CommandTags[(int)CommandOutcome.Dropped]);
    }

    public void StateChanged(DeviceStateChange change)
    {
        if (StateChanges.Enabled)
            StateChanges.Add(1, new("modetyped.state", NameOf(change.State)), new("modetyped.reason", NameOf(change.Reason)));
    }
#pragma warning restore CA1822

    /// <summary>A command's handler ended; without an outcome where the stop cancelled it.</summary>
    public void Processed(CommandOutcome? outcome, long startedAt)
    {
        if (outcome is { } known && Consumed.Enabled) Consumed.Add(1, CommandTags[(int)known]);
        if (!ProcessDuration.Enabled) return;
        ProcessDuration.Record(
            clock.GetElapsedTime(startedAt).TotalSeconds, outcome is { } ended ? CommandTags[(int)ended] : CancelledTags);
    }

    /// <summary>Starts a span where somebody listens.</summary>
    public static Activity? StartActivity(string operation, MqttTopic topic, ActivityKind kind)
    {
        if (!IsTraced) return null;

        // A span's name must not be another one for each device.
        string template = DeviceTopics.TemplateOf(topic);
        Activity? activity = Source.StartActivity($"{operation} {template}", kind);
        if (activity is null) return null;
        activity.SetTag(System.Key, System.Value);
        foreach ((string key, object? value) in Operation(operation)) activity.SetTag(key, value);
        activity.SetTag("messaging.destination.name", topic.Name);
        activity.SetTag("messaging.destination.template", template);
        return activity;
    }

    public static void Fail(Activity? activity, Exception exception)
    {
        if (activity is null) return;
        activity.SetStatus(ActivityStatusCode.Error, exception.Message);
        activity.SetTag(
            "error.type", exception is ModeSendException send ? NameOf(send.Fate) : exception.GetType().FullName);
    }

    private static KeyValuePair<string, object?>[] TagsOf(SendFate fate) =>
    [
        System,
        .. Operation("publish"),
        new("modetyped.fate", NameOf(fate)),
        .. ErrorType(fate is SendFate.Expired or SendFate.Dropped or SendFate.Refused, fate),
    ];

    private static KeyValuePair<string, object?>[] TagsOf(CommandOutcome outcome) =>
    [
        System,
        .. Operation("process"),
        new("modetyped.outcome", NameOf(outcome)),
        .. ErrorType(outcome != CommandOutcome.Handled, outcome),
    ];

    private static KeyValuePair<string, object?>[] Operation(string name) =>
        [new("messaging.operation.name", name), new("messaging.operation.type", name == "publish" ? "send" : name)];

    private static KeyValuePair<string, object?>[] ErrorType<T>(bool failed, T type)
        where T : struct, Enum => failed ? [new("error.type", NameOf(type))] : [];

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
