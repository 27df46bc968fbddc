using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ModeTyped.Json.Tests.Features;

/// <summary>Doubles have a quick way to text and back where they have few decimals, which must not show.</summary>
public sealed class DoubleTests
{
    private const int Values = 200_000;

    private readonly ArrayBufferWriter<byte> _ours = new();
    private readonly ArrayBufferWriter<byte> _reference = new();

    [Fact]
    public void Doubles_are_written_and_read_as_System_Text_Json_does()
    {
        var random = new Random(20261126);
        using var reference = new Utf8JsonWriter(_reference);
        for (int i = 0; i < Values; i++)
        {
            double value = Math.Round(random.NextDouble() * Math.Pow(10, random.Next(-6, 13)), random.Next(8));
            Check(reference, value);
            Check(reference, -value);
            Check(reference, Math.BitIncrement(value));
            Check(reference, Math.BitDecrement(value));
            Check(reference, BitConverter.Int64BitsToDouble(random.NextInt64()));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.0)]
    [InlineData(1e-3)]
    [InlineData(9.99e-4)]
    [InlineData(999_999_999.99999)]
    [InlineData(999_999_999.999999)]
    [InlineData(1e9)]
    [InlineData(123_456_789_012_345)]
    [InlineData(1e15)]
    [InlineData(9_007_199_254_740_993)]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    public void Doubles_at_the_limits_are_written_and_read_as_System_Text_Json_does(double value)
    {
        using var reference = new Utf8JsonWriter(_reference);
        Check(reference, value);
        Check(reference, -value);
    }

    [Theory]
    [InlineData("1.5e3")]
    [InlineData("-1E-7")]
    [InlineData("0.1000000000000000055511151231257827")]
    [InlineData("9007199254740993")]
    [InlineData("123456789012345.6")]
    [InlineData("1234567890123456")]
    [InlineData("0.123456789012345")]
    [InlineData("0.1234567890123456")]
    [InlineData("00000000000000000001")]
    [InlineData("1e400")]
    public void Texts_of_every_length_are_read_as_System_Text_Json_does(string text)
    {
        Outcome expected = Read(text, static (ref Utf8JsonReader reader) => reader.GetDouble());
        Assert.Equal(expected, Read(text, JsonPayloadReader.ReadDouble));
    }

    private static Outcome Read(string text, JsonPayloadRead<double> read)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            reader.Read();
            return new Outcome(BitConverter.DoubleToInt64Bits(read(ref reader)));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return new Outcome(null);
        }
    }

    private void Check(Utf8JsonWriter reference, double value)
    {
        if (!double.IsFinite(value)) return;
        _reference.ResetWrittenCount();
        reference.Reset();
        reference.WriteNumberValue(value);
        reference.Flush();
        _ours.ResetWrittenCount();
        var writer = new JsonPayloadWriter(_ours);
        writer.WriteDouble(value);
        writer.Flush();
        if (!_ours.WrittenSpan.SequenceEqual(_reference.WrittenSpan))
            Assert.Equal(Encoding.UTF8.GetString(_reference.WrittenSpan), Encoding.UTF8.GetString(_ours.WrittenSpan));

        var reader = new Utf8JsonReader(_ours.WrittenSpan);
        reader.Read();
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(JsonPayloadReader.ReadDouble(ref reader)));
    }

    private readonly record struct Outcome(long? Bits);
}
