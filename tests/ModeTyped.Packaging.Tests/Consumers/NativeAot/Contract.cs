using System.Buffers;
using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using ModeTyped;

[ModeEvent("temperature")]
public partial record Temperature(double Celsius, string Sensor);

[ModeEvent("targetReached", QualityOfService = QualityOfService.AtMostOnce)]
public partial record TargetReached(double Celsius);

[ModeEvent("alarms")]
public partial record Alarms(IReadOnlyList<Alarm> All);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Heat), "heat")]
[JsonDerivedType(typeof(Smoke), "smoke")]
public abstract record Alarm;

public record Heat([property: JsonConverter(typeof(Tenths))] double Celsius) : Alarm;

public record Smoke(Level Level) : Alarm;

public enum Level
{
    Low,
    High,
}

/// <summary>Writes 21.5 as 215.</summary>
public sealed class Tenths : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetInt32() / 10.0;

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((int)Math.Round(value * 10));
}

[ModeEvent("realtimeData")]
public partial record RealtimeData(IReadOnlyList<TimeSeriesPoint> TimeSeriesData);

[ModeEvent("keptOverTheOutage")]
public partial record KeptOverTheOutage(int Number);

[ModeCommand("setTarget")]
public partial record SetTarget(double Celsius);

[ModeCommand("locate")]
public partial record Locate;

[BulkLabel("recording")]
public partial class Recording;

[BulkLabel("readings")]
public partial class Readings : IBulkData<IReadOnlyList<Reading>>;

public record Reading(string Sensor, double Value);

[BulkLabel("waveform")]
public partial class Waveform : IBulkEncoder<short[]>
{
    public static void Encode(short[] payload, IBufferWriter<byte> output)
    {
        int length = payload.Length * sizeof(short);
        Span<byte> bytes = output.GetSpan(length);
        for (int i = 0; i < payload.Length; i++)
            BinaryPrimitives.WriteInt16BigEndian(bytes[(i * sizeof(short))..], payload[i]);

        output.Advance(length);
    }
}

[BulkLabel("forecast")]
public partial class Forecast : IBulkExchange<ForecastQuery, ForecastResult>;

[BulkLabel("nowhere")]
public partial class Nowhere : IBulkExchange<ForecastQuery, ForecastResult>;

[BulkLabel("busy")]
public partial class Busy : IBulkExchange<ForecastQuery, ForecastResult>;

[BulkLabel("silent")]
public partial class Silent : IBulkExchange<ForecastQuery, ForecastResult>;

public record ForecastQuery(int Hours);

public record ForecastResult(IReadOnlyList<double> Celsius);

[ModeData("settings")]
public partial record Settings([Range(5, 30)] double Target, [RegularExpression("[a-z]+")] string Zone);

[ModeData("sensorModule*")]
public partial record SensorModule(int Interval, bool Sensing);
