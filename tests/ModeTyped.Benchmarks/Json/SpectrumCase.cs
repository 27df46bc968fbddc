using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModeTyped.Json;

namespace ModeTyped.Benchmarks.Json;

public readonly struct SpectrumCase : IJsonCase<Spectrum>
{
    public static Spectrum Sample { get; } = new([.. Enumerable.Range(0, 100).Select(i => Math.Round(Math.Sin(i) * 1000) / 1000)]);

    public static JsonTypeInfo<Spectrum> Reference => ReferenceContext.Default.Spectrum;

    public static void Write(ref JsonPayloadWriter writer, Spectrum value) => Parameters<Spectrum>.Write(ref writer, value);

    public static Spectrum Read(ref Utf8JsonReader reader) => Parameters<Spectrum>.Read(ref reader);
}
