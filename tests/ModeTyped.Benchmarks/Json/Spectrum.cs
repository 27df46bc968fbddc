namespace ModeTyped.Benchmarks.Json;

/// <summary>An event that is an array of a hundred numbers.</summary>
[ModeEvent("spectrum"), ModeCommand("spectrum")]
public sealed partial record Spectrum(double[] Amplitudes);
