using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Tests.Features;

/// <summary>What is left to the user's own code: converters, contexts, and derived types.</summary>
public partial class ConverterTests
{
    /// <summary>Writes a length as text with its unit.</summary>
    public class LengthConverter : JsonConverter<Length>
    {
        public override Length Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(double.Parse(reader.GetString()![..^1], System.Globalization.CultureInfo.InvariantCulture));

        public override void Write(Utf8JsonWriter writer, Length value, JsonSerializerOptions options) =>
            writer.WriteStringValue(System.FormattableString.Invariant($"{value.Metres}m"));
    }

    [JsonConverter(typeof(LengthConverter))]
    public readonly record struct Length(double Metres);

    /// <summary>Wraps text in an object, and takes null as text.</summary>
    public class WrappingConverter : JsonConverter<string>
    {
        public override bool HandleNull => true;

        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Null) return "null";
            reader.Read();
            reader.Read();
            string? text = reader.GetString();
            reader.Read();
            return text;
        }

        public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("text", value);
            writer.WriteEndObject();
        }
    }

    /// <summary>Asks the options for the form of what it wraps.</summary>
    public class PartConverter : JsonConverter<Part>
    {
        public override Part Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Read();
            var part = new Part { Inner = JsonSerializer.Deserialize(ref reader, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<Leaf>)options.GetTypeInfo(typeof(Leaf))) };
            reader.Read();
            return part;
        }

        public override void Write(Utf8JsonWriter writer, Part value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            JsonSerializer.Serialize(writer, value.Inner, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<Leaf?>)options.GetTypeInfo(typeof(Leaf)));
            writer.WriteEndArray();
        }
    }

    [JsonConverter(typeof(PartConverter))]
    public class Part
    {
        public Leaf? Inner { get; set; }
    }

    public class Leaf
    {
        public DayOfWeek Day { get; set; }

        public Part? Part { get; set; }
    }

    /// <summary>Reads less than it should.</summary>
    public class LazyConverter : JsonConverter<int[]>
    {
        public override int[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => [];

        public override void Write(Utf8JsonWriter writer, int[] value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            if (value.Length == 0) writer.WriteEndArray();
        }
    }

    [ModeEvent("converted")]
    public partial class Converted
    {
        public Length Length { get; set; }

        public Length? MaybeLength { get; set; }

        public List<Length> Lengths { get; set; } = [];

        public Dictionary<string, Length?> Named { get; set; } = [];

        [JsonConverter(typeof(WrappingConverter))] public string? Wrapped { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public string? After { get; set; }

        public Leaf? Leaf { get; set; }
    }

    [ModeEvent("lazy")]
    public partial class Lazy
    {
        [JsonConverter(typeof(LazyConverter))] public int[] Numbers { get; set; } = [];
    }

    [Fact]
    public void Converters_are_called_where_they_stand()
    {
        Reference.Same(JsonContext.Default.Converted, new Converted());
        var value = new Converted
        {
            Length = new(1.5),
            MaybeLength = new(2),
            Lengths = [new(1), new(2)],
            Named = new() { ["a"] = null, ["b"] = new(3) },
            Wrapped = "é",
            After = "x",
            Leaf = new() { Day = DayOfWeek.Friday, Part = new() { Inner = new() { Day = DayOfWeek.Monday, Part = new() } } },
        };
        Reference.Same(JsonContext.Default.Converted, value);
        Assert.Equal(JsonSerializer.Serialize(value, Reference.Options), Reference.Data(value));
        Reference.SameRead(JsonContext.Default.Converted, """{"wrapped":null,"maybeLength":null}""");
    }

    [Fact]
    public void A_converter_that_reads_or_writes_too_little_is_an_error()
    {
        Assert.Throws<ModePayloadException>(() => Reference.Data(new Lazy { Numbers = [1] }));
        Assert.Equal("""{"numbers":[]}""", Reference.Data(new Lazy()));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"numbers":[1,2]}""", JsonContext.Default.Lazy));
    }

    [Fact]
    public void A_cycle_through_a_converter_ends()
    {
        var leaf = new Leaf();
        leaf.Part = new Part { Inner = leaf };
        var error = Assert.Throws<ModePayloadException>(() => Reference.Data(new Converted { Leaf = leaf }));
        Assert.Contains("64 levels", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(JsonSerializer.Serialize(new Converted(), Reference.Options), Reference.Data(new Converted()));
    }

    [Fact]
    public void What_a_converter_throws_is_a_payload_error()
    {
        var error = Assert.Throws<ModePayloadException>(() => Reference.Read<Command>("""{"length":"x"}"""));
        Assert.Equal(("command", "$.length"), (error.Payload, error.Path));
        Assert.IsType<FormatException>(error.InnerException);
    }

    [ModeCommand("command")]
    public partial record Command(Length Length);

    public class External
    {
        public int SomeNumber { get; set; }

        public object? Anything { get; set; }
    }

    [ModeEvent("delegating"), ModeJsonContext(typeof(UserContext))]
    public partial record Delegating(External? External, List<External> Many, int Own);

    [Fact]
    public void A_context_of_the_user_s_has_what_it_declares_and_no_more()
    {
        var value = new Delegating(new External { SomeNumber = 1, Anything = "x" }, [new(), null!], 3);
        const string Json = """{"external":{"SomeNumber":1,"Anything":"x"},"many":[{"SomeNumber":0,"Anything":null},null],"own":3}""";
        Assert.Equal(Json, Reference.Data(value));
        Assert.Equal(Json, JsonSerializer.Serialize(value, JsonContext.Default.Delegating));
        Delegating read = JsonSerializer.Deserialize(Json, JsonContext.Default.Delegating)!;
        Assert.Equal(1, read.External!.SomeNumber);
        Assert.Equal(3, read.Own);
    }

    [JsonDerivedType(typeof(Circle), "circle"), JsonDerivedType(typeof(Square), 4), JsonDerivedType(typeof(Nameless))]
    public abstract class Shape
    {
        public int Id { get; set; }
    }

    public class Circle : Shape
    {
        public required double Radius { get; init; }
    }

    public class Square : Shape
    {
        [JsonPropertyOrder(-1)] public double Side { get; set; }
    }

    public class Nameless : Shape;

    public class Unknown : Shape;

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToNearestAncestor, IgnoreUnrecognizedTypeDiscriminators = true)]
    [JsonDerivedType(typeof(Animal), "animal"), JsonDerivedType(typeof(Dog), "dog")]
    public record Animal(string Name);

    public record Dog(string Name, bool Barks) : Animal(Name);

    public record Puppy(string Name) : Dog(Name, true);

    public record Cat(string Name) : Animal(Name);

    [JsonDerivedType(typeof(Reading), "reading")]
    public interface IReading
    {
        int Value { get; }
    }

    public class Reading : IReading
    {
        public int Value { get; set; }

        public string? More { get; set; }
    }

    [ModeEvent("polymorphic")]
    public partial class Polymorphic
    {
        public Shape? Shape { get; set; }

        public List<Animal> Animals { get; set; } = [];

        public Circle? Circle { get; set; }

        public IReading? Reading { get; set; }
    }

    [Fact]
    public void Derived_types_are_told_apart()
    {
        Reference.Same(JsonContext.Default.Polymorphic, new Polymorphic
        {
            Shape = new Circle { Id = 1, Radius = 2 },
            Animals = [new("a"), new Dog("d", false), new Puppy("p"), new Cat("c"), null!],
            Circle = new() { Radius = 3 },
            Reading = new Reading { Value = 1 },
        });
        Reference.Same(JsonContext.Default.Polymorphic, new Polymorphic { Shape = new Square { Side = 2 } });
        Assert.Equal(
            JsonSerializer.Serialize(new Polymorphic { Shape = new Nameless { Id = 3 } }, Reference.Options),
            JsonSerializer.Serialize(new Polymorphic { Shape = new Nameless { Id = 3 } }, JsonContext.Default.Polymorphic));
        Reference.Same<Shape?>(JsonContext.Default.Shape!, new Square { Side = 1 });
    }

    [Theory]
    [InlineData("""{"shape":{"$type":"circle","radius":1,"id":2}}""")]
    [InlineData("""{"shape":{"\u0024type":"\u0063ircle","radius":1}}""")]
    [InlineData("""{"shape":{"$type":"circle"}}""")]
    [InlineData("""{"shape":{"$type":4,"side":1}}""")]
    [InlineData("""{"shape":{"$type":"4","side":1}}""")]
    [InlineData("""{"shape":{"$type":4.0}}""")]
    [InlineData("""{"shape":{"$type":null}}""")]
    [InlineData("""{"shape":{"$type":{}}}""")]
    [InlineData("""{"shape":{"$type":"hexagon"}}""")]
    [InlineData("""{"shape":{"radius":1,"$type":"circle"}}""")]
    [InlineData("""{"shape":{"$type":"circle","$type":"circle","radius":1}}""")]
    [InlineData("""{"shape":{"$type":"circle","radius":1,"$other":1}}""")]
    [InlineData("""{"shape":null,"reading":{"$type":"reading","value":4,"more":"x"}}""")]
    [InlineData("""{"shape":[]}""")]
    [InlineData("""{"shape":{}}""")]
    [InlineData("""{"reading":{"value":1}}""")]
    [InlineData("""{"animals":[{"name":"a"},{"kind":"dog","name":"b","barks":true},{"kind":"cat","name":"c"}]}""")]
    [InlineData("""{"animals":[{"kind":"cat"}]}""")]
    [InlineData("""{"animals":[{"name":"a","$x":1}]}""")]
    [InlineData("""{"animals":[{"name":"a","kind":"dog"}]}""")]
    [InlineData("""{"circle":{"radius":1,"$type":"circle"}}""")]
    public void Discriminators_are_read_alike(string json) => Reference.SameRead(JsonContext.Default.Polymorphic, json);

    [Fact]
    public void A_derived_type_that_is_not_declared_is_refused()
    {
        var error = Assert.Throws<ModePayloadException>(() => Reference.Data(new Polymorphic { Shape = new Unknown() }));
        Assert.Equal("$.eventData.shape", error.Path);
        Assert.Contains("JsonDerivedType", error.Message, StringComparison.Ordinal);
    }
}

[JsonSerializable(typeof(ConverterTests.External)), JsonSerializable(typeof(string))]
public sealed partial class UserContext : JsonSerializerContext;
