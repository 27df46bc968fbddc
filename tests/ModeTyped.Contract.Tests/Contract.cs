using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Contract.Tests;

[ModeEvent("temperature")]
internal sealed partial record Temperature(double Celsius, string Sensor, string? Note, Place Where, Place? Before);

[ModeEvent("everything", QualityOfService = QualityOfService.AtMostOnce)]
internal sealed partial class Everything
{
    public bool Bool { get; set; }

    public byte Byte { get; set; }

    public int Int { get; set; }

    public ulong ULong { get; set; }

    public float Float { get; set; }

    public decimal Decimal { get; set; }

    public char Char { get; set; } = 'x';

    public Guid Guid { get; set; }

    public Uri Uri { get; set; } = new("https://example.com/");

    public Version Version { get; set; } = new(1, 2);

    public DateTime DateTime { get; set; }

    public DateTimeOffset DateTimeOffset { get; set; }

    public DateOnly DateOnly { get; set; }

    public TimeOnly TimeOnly { get; set; }

    public TimeSpan TimeSpan { get; set; }

    public byte[] Bytes { get; set; } = [1, 2, 3];

    public Level Level { get; set; }

    public Level? MaybeLevel { get; set; }

    public int? MaybeInt { get; set; }

    public List<int> Ints { get; set; } = [1, 2];

    public List<Place> Places { get; set; } = [new(1, "a")];

    public Dictionary<string, double> Doubles { get; set; } = new() { ["a"] = 1.5 };

    public Node Tree { get; set; } = new() { Children = [new()] };
}

/// <summary>Values of derived types, told apart by the JSON, and one that a converter writes.</summary>
[ModeEvent("incident")]
internal sealed partial record Incident(Alarm Alarm, List<Alarm?> Others, Part? Part, [property: JsonConverter(typeof(Tenths))] double Celsius);

[ModeCommand("silence")]
internal sealed partial record Silence(Alarm? Alarm, Part? Part);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Heat), "heat")]
[JsonDerivedType(typeof(Smoke), 2)]
internal abstract record Alarm
{
    public DateOnly Since { get; init; }
}

internal sealed record Heat(double Celsius) : Alarm;

internal sealed record Smoke(Level Level) : Alarm
{
    public Alarm? Cause { get; init; }
}

[JsonDerivedType(typeof(Motor), "motor")]
[JsonDerivedType(typeof(Valve))]
internal record Part(int Number);

internal sealed record Motor(int Number, double Load) : Part(Number);

internal sealed record Valve(int Number, bool IsOpen) : Part(Number);

/// <summary>Writes 21.5 as 215.</summary>
internal sealed class Tenths : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt32() / 10.0;

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue((int)(value * 10));
}

internal sealed record Place(int Floor, string Room);

internal enum Level
{
    Low,
    High,
}

internal sealed class Node
{
    public string Name { get; set; } = "";

    public List<Node> Children { get; set; } = [];
}

[ModeCommand("setTarget")]
internal sealed partial record SetTarget(double Celsius, Level Level = Level.Low);

[ModeCommand("restart")]
internal sealed partial record Restart;

[BulkLabel("vibration")]
internal sealed partial class Vibration;

[BulkLabel("forecast")]
internal sealed partial class Forecast : IBulkExchange<ForecastQuery, ForecastResult>;

internal sealed record ForecastQuery(int Hours);

internal sealed record ForecastResult(double[] Celsius, Place? Where);

[ModeData("settings")]
internal sealed partial record Settings(double Target, bool Eco);

[ModeData("sensorModule*")]
internal sealed partial record SensorModule(string ModelId, int Interval);

/// <summary>Another device's contract in the same assembly.</summary>
internal static partial class Camera
{
    [ModeEvent("motion")]
    internal sealed partial record Motion(string Zone);
}
