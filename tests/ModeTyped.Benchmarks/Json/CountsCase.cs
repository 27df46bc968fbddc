using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModeTyped.Json;

namespace ModeTyped.Benchmarks.Json;

public readonly struct CountsCase : IJsonCase<Counts>
{
    public static Counts Sample { get; } = new([.. Enumerable.Range(0, 100).Select(i => i * i * 97)]);

    public static JsonTypeInfo<Counts> Reference => ReferenceContext.Default.Counts;

    public static void Write(ref JsonPayloadWriter writer, Counts value) => Parameters<Counts>.Write(ref writer, value);

    public static Counts Read(ref Utf8JsonReader reader) => Parameters<Counts>.Read(ref reader);
}
