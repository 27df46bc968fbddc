using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModeTyped.Json;

namespace ModeTyped.Benchmarks.Json;

public readonly struct InventoryCase : IJsonCase<Inventory>
{
    public static Inventory Sample { get; } = new([.. Enumerable.Range(0, 100).Select(i => new MachinePart($"part-{i}", i / 8.0, i * 37))]);

    public static JsonTypeInfo<Inventory> Reference => ReferenceContext.Default.Inventory;

    public static void Write(ref JsonPayloadWriter writer, Inventory value) => Parameters<Inventory>.Write(ref writer, value);

    public static Inventory Read(ref Utf8JsonReader reader) => Parameters<Inventory>.Read(ref reader);
}
