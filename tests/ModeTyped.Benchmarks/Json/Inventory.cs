namespace ModeTyped.Benchmarks.Json;

/// <summary>An event that is an array of a hundred objects.</summary>
[ModeEvent("inventory"), ModeCommand("inventory")]
public sealed partial record Inventory(MachinePart[] Parts);
