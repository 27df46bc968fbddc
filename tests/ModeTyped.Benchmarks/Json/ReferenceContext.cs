using System.Text.Json.Serialization;

namespace ModeTyped.Benchmarks.Json;

/// <summary>The same types through System.Text.Json's generator, with its fast path for writing and its metadata for reading.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SmallReading))]
[JsonSerializable(typeof(MachineStatus))]
[JsonSerializable(typeof(Spectrum))]
[JsonSerializable(typeof(Counts))]
[JsonSerializable(typeof(Inventory))]
internal sealed partial class ReferenceContext : JsonSerializerContext;
