using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModeTyped.Json;

namespace ModeTyped.Benchmarks.Json;

public readonly struct SmallReadingCase : IJsonCase<SmallReading>
{
    public static SmallReading Sample { get; } = new(21.5, "a1", 123);

    public static JsonTypeInfo<SmallReading> Reference => ReferenceContext.Default.SmallReading;

    public static void Write(ref JsonPayloadWriter writer, SmallReading value) => Parameters<SmallReading>.Write(ref writer, value);

    public static SmallReading Read(ref Utf8JsonReader reader) => Parameters<SmallReading>.Read(ref reader);
}
