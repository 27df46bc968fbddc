using System.Text.Json.Serialization;

namespace ModeTyped.Simulator;

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyDictionary<ulong, string>))]
[JsonSerializable(typeof(Dictionary<ulong, string>))]
internal sealed partial class StateJsonContext : JsonSerializerContext;
