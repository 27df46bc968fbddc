using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModeTyped.Json;

namespace ModeTyped.Benchmarks.Json;

/// <summary>A payload to measure. Implemented by structs, so that each benchmark is compiled for its own.</summary>
public interface IJsonCase<T>
{
    static abstract T Sample { get; }

    static abstract JsonTypeInfo<T> Reference { get; }

    static abstract void Write(ref JsonPayloadWriter writer, T value);

    static abstract T Read(ref Utf8JsonReader reader);
}
