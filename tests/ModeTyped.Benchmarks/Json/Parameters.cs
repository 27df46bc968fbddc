using System.Text.Json;
using ModeTyped.Json;

namespace ModeTyped.Benchmarks.Json;

/// <summary>The generated code of a payload, as the device calls it for a command's parameters.</summary>
internal static class Parameters<T>
    where T : IModeCommand<T>
{
    public static void Write(ref JsonPayloadWriter writer, T value) => T.WriteParameters(ref writer, value);

    public static T Read(ref Utf8JsonReader reader) => T.ReadParameters(ref reader);
}
