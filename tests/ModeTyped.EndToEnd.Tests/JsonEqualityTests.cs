using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ModeTyped.Json;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>What reaches the broker is what System.Text.Json writes, by the generated context and by reflection.</summary>
public sealed class JsonEqualityTests
{
    private static readonly JsonSerializerOptions Reference = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    [Fact]
    public void The_published_text_is_what_System_Text_Json_writes()
    {
        var value = new Temperature(21.5, "a1 \"é\"");

        string published = Envelope(value);

        Assert.Equal(JsonSerializer.Serialize(new { eventType = "temperature", eventData = value }, Reference), published);
        Assert.Equal(
            JsonSerializer.Serialize(value, ModeJsonContext.Default.Temperature),
            JsonSerializer.Serialize(value, Reference));
    }

    private static string Envelope<T>(T value)
        where T : IModeEvent<T>
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new JsonPayloadWriter(buffer);
        T.WriteEnvelope(ref writer, value);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
