namespace ModeTyped.Benchmarks.Json;

/// <summary>An event that is an array of a hundred integers.</summary>
[ModeEvent("counts"), ModeCommand("counts")]
public sealed partial record Counts(int[] Values);
