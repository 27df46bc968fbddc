using System.Diagnostics.Metrics;
using ModeTyped.Device;

namespace ModeTyped.Data;

/// <summary>What the data proxy counts.</summary>
internal static class DataMetrics
{
    private static readonly Meter Meter = new(DeviceTelemetry.Name);

    private static readonly Counter<long> Messages = Meter.CreateCounter<long>(
        "modetyped.data.dropped_messages", "{message}", "Messages of the data proxy that were dropped, by reason.");

    private static readonly Counter<long> Values = Meter.CreateCounter<long>(
        "modetyped.data.rejected_values", "{value}", "Values of the data proxy that broke a rule of their type, by rule.");

    public static void Dropped(string reason) => Messages.Add(1, new KeyValuePair<string, object?>("modetyped.reason", reason));

    public static void Rejected(string rule) => Values.Add(1, new KeyValuePair<string, object?>("modetyped.rule", rule));
}
