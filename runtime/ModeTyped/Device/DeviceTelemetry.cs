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

    public static readonly ActivitySource Source = new(Name);

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
    private static readonly KeyValuePair<string, object?> Publish = new("messaging.operation.name", "publish");
    private static readonly KeyValuePair<string, object?> Process = new("messaging.operation.name", "process");
    private static readonly KeyValuePair<string, object?>[] Fates =
        [.. Enum.GetValues<SendFate>().Select(fate => new KeyValuePair<string, object?>("modetyped.fate", NameOf(fate)))];

    private static readonly KeyValuePair<string, object?>[] Outcomes =
        [.. Enum.GetValues<CommandOutcome>().Select(outcome => new KeyValuePair<string, object?>("modetyped.outcome", NameOf(outcome)))];

    public ILogger Logger { get; } = logger;

    public void Settled(PendingSend send, SendFate fate)
    {
        if (Sent.Enabled) Sent.Add(1, System, Publish, Fates[(int)fate]);
        if (SendDuration.Enabled)
            SendDuration.Record(clock.GetElapsedTime(send.StartedAt).TotalSeconds, System, Publish, Fates[(int)fate]);
    }

#pragma warning disable CA1822 // One device's telemetry, though its metrics are the process's.
    public void Kept(int messages, long bytes)
    {
        if (OutboxMessages.Enabled) OutboxMessages.Add(messages, System);
        if (OutboxBytes.Enabled) OutboxBytes.Add(bytes, System);
    }

    public void Command(CommandOutcome outcome)
    {
        if (Consumed.Enabled) Consumed.Add(1, System, Process, Outcomes[(int)outcome]);
    }

    public void StateChanged(DeviceStateChange change)
    {
        if (StateChanges.Enabled)
            StateChanges.Add(1, new("modetyped.state", NameOf(change.State)), new("modetyped.reason", NameOf(change.Reason)));
    }
#pragma warning restore CA1822

    public void Processed(long startedAt)
    {
        if (ProcessDuration.Enabled) ProcessDuration.Record(clock.GetElapsedTime(startedAt).TotalSeconds, System, Process);
    }

    public static Activity? StartActivity(string operation, MqttTopic topic, ActivityKind kind)
    {
        Activity? activity = Source.StartActivity($"{operation} {topic.Name}", kind);
        if (activity is null) return null;
        activity.SetTag("messaging.system", "mqtt");
        activity.SetTag("messaging.operation.name", operation);
        activity.SetTag("messaging.destination.name", topic.Name);
        return activity;
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
