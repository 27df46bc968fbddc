using System.Diagnostics.Metrics;
using ModeTyped.Device;

namespace ModeTyped.Exchange;

/// <summary>What exchanges count.</summary>
internal static class ExchangeMetrics
{
    private static readonly Meter Meter = new(DeviceTelemetry.Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "modetyped.exchange.duration", "s", "From a request to its outcome, by outcome.");

    private static readonly Counter<long> Answers = Meter.CreateCounter<long>(
        "modetyped.exchange.dropped_answers", "{message}", "Answers that were dropped, by reason.");

    public static void Ended(string outcome, TimeSpan duration)
    {
        if (Duration.Enabled) Duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("modetyped.outcome", outcome));
    }

    public static void Dropped(string reason) => Answers.Add(1, new KeyValuePair<string, object?>("modetyped.reason", reason));
}
