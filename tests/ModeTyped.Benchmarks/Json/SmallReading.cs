namespace ModeTyped.Benchmarks.Json;

/// <summary>An event of three members, as most are.</summary>
[ModeEvent("smallReading"), ModeCommand("smallReading")]
public sealed partial record SmallReading(double Celsius, string Sensor, int Seq);
