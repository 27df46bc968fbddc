using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ModeTyped.Json.Tests.Features;

/// <summary>System.Text.Json under the reference options, which generated code must equal.</summary>
internal static class Reference
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes a value both ways, reads it both ways, and compares.</summary>
    public static void Same<T>(JsonTypeInfo<T> info, T value, JsonSerializerOptions? reference = null)
    {
        string expected = JsonSerializer.Serialize(value, reference ?? Options);
        Assert.Equal(expected, JsonSerializer.Serialize(value, info));
        SameRead(info, expected, reference);
    }

    /// <summary>Reads a text both ways: both refuse it, or both make the same of it.</summary>
    public static void SameRead<T>(JsonTypeInfo<T> info, string json, JsonSerializerOptions? reference = null)
    {
        T? expected;
        try
        {
            expected = JsonSerializer.Deserialize<T>(json, reference ?? Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, info));
            return;
        }

        T? actual = JsonSerializer.Deserialize(json, info);
        Assert.Equal(JsonSerializer.Serialize(expected, reference ?? Options), JsonSerializer.Serialize(actual, reference ?? Options));
    }

    /// <summary>The event data of an event's envelope.</summary>
    public static string Data<T>(T value)
        where T : IModeEvent<T>
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new JsonPayloadWriter(output);
        T.WriteEnvelope(ref writer, value);
        writer.Flush();
        using JsonDocument envelope = JsonDocument.Parse(output.WrittenMemory);
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(envelope.RootElement.GetProperty("eventData").GetRawText()));
    }

    /// <summary>Reads a command's parameters.</summary>
    public static T Read<T>(string json)
        where T : IModeCommand<T> =>
        JsonPayload.Read<T>(Encoding.UTF8.GetBytes(json), T.Action, static (ref Utf8JsonReader reader) => T.ReadParameters(ref reader));
}
