using System.Buffers;
using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;

namespace ModeTyped.Data.Tests;

[ModeData("settings")]
public partial record Settings(
    [Range(5, 30)] double Target,
    [RegularExpression("[a-z]+")] string Zone = "all",
    Mode Mode = Mode.Eco)
{
    [Required, StringLength(8)]
    public string? Owner { get; init; } = "me";

    public IReadOnlyList<Slot> Slots { get; init; } = [];
}

public enum Mode
{
    Eco,
    Comfort,
}

public record Slot([Range(0, 23)] int Hour);

[ModeData("sensorModule*")]
public partial record SensorModule(int Interval, bool Sensing);

[BulkLabel("raw")]
public partial class Raw;

[BulkLabel("readings")]
public partial class Readings : IBulkData<IReadOnlyList<Reading>>;

public record Reading(string Sensor, double Value);

[BulkLabel("waveform")]
public partial class Waveform : IBulkEncoder<short[]>
{
    public static void Encode(short[] payload, IBufferWriter<byte> output)
    {
        Span<byte> span = output.GetSpan(payload.Length * sizeof(short));
        for (int i = 0; i < payload.Length; i++) BinaryPrimitives.WriteInt16BigEndian(span[(i * sizeof(short))..], payload[i]);
        output.Advance(payload.Length * sizeof(short));
    }
}

[BulkLabel("climate")]
public partial class Climate : IBulkExchange<ClimateQuery, ClimateResult>;

public record ClimateQuery(int Hours);

public record ClimateResult(double Celsius);

[ModeEvent("realtimeData")]
public partial record RealtimeData(IReadOnlyList<TimeSeriesPoint> TimeSeriesData);
