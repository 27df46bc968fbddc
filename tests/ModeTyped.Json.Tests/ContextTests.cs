using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ModeTyped.Json.Tests;

public enum Level { Low, High = 5 }

[Flags]
public enum Bits { None = 0, A = 1, B = 2, C = 4 }

public record Sensor(string Id, double? Value);

[ModeEvent("temperature")]
public partial record Temperature(double Celsius, string Sensor);

[ModeEvent("all")]
public partial class Everything
{
    public int Number { get; set; }
    public string Text { get; set; } = "x";
    public required string Must { get; init; }
    public string? Maybe { get; init; } = "kept";
    public List<Sensor> Sensors { get; set; } = [];
    public Dictionary<string, int[]> Map { get; set; } = [];
    public Guid Id { get; set; }
    public DateTime At { get; set; }
    public DateTimeOffset Offset { get; set; }
    public Level Level { get; set; }
    public Bits? Bits { get; set; }
    public TimeSpan Span { get; set; }
    public byte[]? Blob { get; set; }
    public Everything? Inner { get; set; }
}

public sealed class Smoke
{
    [Fact]
    public void It_writes()
    {
        var value = new Everything { Must = "é\"\ud800<", Number = -5, Sensors = [new("a", 1.5), new("b", null)], Map = { ["k"] = [1, 2] }, Id = Guid.NewGuid(), At = DateTime.UtcNow, Offset = DateTimeOffset.Now, Level = Level.High, Bits = Bits.A | Bits.C, Span = TimeSpan.FromDays(1.5), Blob = [1, 2, 3], Inner = new() { Must = "i" } };
        var output = new ArrayBufferWriter<byte>();
        var writer = new JsonPayloadWriter(output);
        Event(ref writer, value);
        writer.Flush();
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };
        string expected = JsonSerializer.Serialize(value, options);
        Assert.Equal($"{{\"eventType\":\"all\",\"eventData\":{expected}}}", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal(expected, JsonSerializer.Serialize(value, ModeJsonContext.Default.Everything));
        Everything back = JsonSerializer.Deserialize(expected, ModeJsonContext.Default.Everything)!;
        Assert.Equal(expected.Replace("\\uD800", "\\uFFFD"), JsonSerializer.Serialize(back, options));
    }

    private static void Event<T>(ref JsonPayloadWriter writer, T value)
        where T : IModeEvent<T> => T.WriteEnvelope(ref writer, value);
}
