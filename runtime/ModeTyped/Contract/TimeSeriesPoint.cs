namespace ModeTyped;

/// <summary>
/// One value of a time series, as MODE's Time Series Database takes it from events: an event whose data have an array
/// <c>timeSeriesData</c> of these is stored by the database's Smart Module. Such an event is one line:
/// <code>[ModeEvent("realtimeData")]
/// public partial record RealtimeData(IReadOnlyList&lt;TimeSeriesPoint&gt; TimeSeriesData);</code>
/// </summary>
public readonly record struct TimeSeriesPoint
{
    /// <summary>The most characters of a series id.</summary>
    public const int MaxSeriesIdLength = 128;

    /// <summary>Creates a value.</summary>
    /// <param name="timestamp">When it was measured; goes out as RFC 3339 text with its offset.</param>
    /// <param name="seriesId">The series, 1 to <see cref="MaxSeriesIdLength"/> characters.</param>
    /// <param name="value">The value, which must be finite.</param>
    /// <exception cref="ArgumentException">The series id is empty or too long, or the value NaN or infinite.</exception>
    public TimeSeriesPoint(DateTimeOffset timestamp, string seriesId, double value)
    {
        ArgumentException.ThrowIfNullOrEmpty(seriesId);
        if (seriesId.Length > MaxSeriesIdLength)
            throw new ArgumentException($"The series id has {seriesId.Length} characters, of which MODE takes {MaxSeriesIdLength}; shorten it.", nameof(seriesId));
        if (!double.IsFinite(value))
            throw new ArgumentException($"The value {value} has no JSON form; leave the point out.", nameof(value));
        Timestamp = timestamp;
        SeriesId = seriesId;
        Value = value;
    }

    /// <summary>When the value was measured.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>The series.</summary>
    public string SeriesId { get; }

    /// <summary>The value.</summary>
    public double Value { get; }
}
