using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ModeTyped.Device;

namespace ModeTyped.TestSupport;

/// <summary>
/// The metrics of the whole process, summed up by instrument and tags: its tests share a collection with nobody, so that
/// no other device counts meanwhile.
/// </summary>
public sealed class MetricRecorder : IDisposable
{
    private readonly ConcurrentDictionary<string, Total> _totals = new();
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new();
    private readonly MeterListener _listener = new();

    public MetricRecorder()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != DeviceTelemetry.Name) return;
            _instruments[instrument.Name] = instrument;
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All instruments that there are.</summary>
    public IReadOnlyCollection<Instrument> Instruments => [.. _instruments.Values];

    /// <summary>What was measured.</summary>
    public IReadOnlyCollection<Total> Totals => [.. _totals.Values];

    public double Sum(string instrument, params (string Key, string Value)[] tags) => Totals
        .Where(total => total.Instrument == instrument
            && tags.All(tag => total.Tags.Any(other => other.Key == tag.Key && Equals(other.Value, tag.Value))))
        .Sum(total => total.Value);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var measured = new Total(instrument.Name, value, tags.ToArray());
        _totals.AddOrUpdate(
            $"{instrument.Name} {string.Join(' ', measured.Tags)}",
            static (_, measured) => measured,
            static (_, total, measured) => total with { Value = total.Value + measured.Value },
            measured);
    }

    public sealed record Total(string Instrument, double Value, KeyValuePair<string, object?>[] Tags);
}
