using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Tests.Features;

/// <summary>A value that cannot be written tells where, however much has been written before it.</summary>
public sealed partial class WriteErrorTests
{
    public record Part(string Text, double Number, [property: JsonConverter(typeof(ConverterTests.LengthConverter))] ConverterTests.Length Length = default);

    [ModeCommand("parts")]
    public partial record Parts(List<Part> List, Dictionary<string, Part>? Map = null, JsonElement? Any = null);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(300)]
    public void The_path_is_that_of_the_JSON(int before)
    {
        var value = new Parts([.. Before(before), new(null!, 1)]);

        Assert.Equal($"$.list[{before}].text", Assert.Throws<ModePayloadException>(() => Write(value)).Path);
        Assert.Equal("$.List.Text", Assert.Throws<JsonException>(() => JsonSerializer.Serialize(value, Reference.Options)).Path);
    }

    [Fact]
    public void The_path_leads_through_dictionaries_and_past_converters()
    {
        using JsonDocument any = JsonDocument.Parse($"[\"{new string('x', 2000)}\"]");
        var value = new Parts([.. Before(30)], new() { ["a b"] = new("x", 1), ["it"] = new("y", double.NaN) }, any.RootElement);

        Assert.Equal("$.map.it.number", Assert.Throws<ModePayloadException>(() => Write(value)).Path);
        Assert.Equal("$.any", Assert.Throws<ModePayloadException>(() => Write(value with { Map = null, Any = default(JsonElement) })).Path);
    }

    private static IEnumerable<Part> Before(int count) => Enumerable.Range(0, count).Select(static i => new Part("some text é", i, new(i)));

    private static void Write(Parts value)
    {
        var writer = new JsonPayloadWriter(new ArrayBufferWriter<byte>());
        Write(ref writer, value);
    }

    private static void Write<T>(ref JsonPayloadWriter writer, T value)
        where T : IModeCommand<T> => T.WriteParameters(ref writer, value);
}
