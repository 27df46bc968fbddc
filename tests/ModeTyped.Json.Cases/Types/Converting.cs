using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>Code of the user's: converters and callbacks.</summary>
public static partial class Converting
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, ConvertingOracle.Default)
    {
        static d => new OnType(new(d.Int32()), d.OrNone(() => new Length(d.Int32())), d.List(() => new Length(d.Int32())), d.Map(d.Name, () => d.OrNone(() => new Length(d.Int32())))),
        static d => new OnMember { Length = new(d.Int32()), Maybe = d.OrNone(() => new Size(d.Int32())), Hex = d.Int32() },
        static d => new OnClass { Part = d.OrNull(() => new Part(d.Text())), Parts = d.List(() => d.OrNull(() => new Part(d.Text()))) },
        static d => new NullTaking { Text = d.OrNull(d.Text), Other = d.OrNull(d.Text) },
        static d => new ForNullable { Value = d.OrNone(d.Int32), Plain = d.OrNone(d.Int32) },
        static d => new OnParameter(d.Int32(), new(d.Int32())),
        static d => new RequiredAndIgnored { Hex = d.Int32() | 1, Length = d.OrNone(() => new Length(d.Int32())), Text = d.OrNull(d.Text) },
        static d => new Nested { Wrapped = d.OrNull(() => new Wrapped { Inner = d.OrNull(() => new Inner { Day = d.Enum<DayOfWeek>(), Wrapped = d.Deeper(() => new Wrapped()) }) }) },
        static d => new Called { Text = d.Text() },
        static d => new CalledRecord(d.Int32()) { Inner = new() { A = d.Int32() } },
        static d => new CalledStructs(d.List(() => new CalledStruct { A = d.Int32() }), d.OrNone(() => new CalledStruct { A = d.Int32() })),
    };

    public sealed class LengthConverter : JsonConverter<Length>
    {
        public override Length Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.GetString() is [.. var number, 'm'] && int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int metres)
                ? new Length(metres)
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Length value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Metres.ToString(CultureInfo.InvariantCulture) + "m");
    }

    [JsonConverter(typeof(LengthConverter))]
    public readonly record struct Length(int Metres);

    public readonly record struct Size(int Metres);

    public sealed class SizeConverter : JsonConverter<Size>
    {
        public override Size Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, Size value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Metres);
    }

    public sealed class HexConverter : JsonConverter<int>
    {
        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            int.Parse(reader.GetString()!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("X8", CultureInfo.InvariantCulture));
    }

    public sealed class PartConverter : JsonConverter<Part>
    {
        public override Part Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.String) throw new JsonException();
            var part = new Part(reader.GetString()!);
            return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? part : throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, Part value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(value.Name);
            writer.WriteEndArray();
        }
    }

    [JsonConverter(typeof(PartConverter))]
    public record Part(string Name);

    public sealed class NullTakingConverter : JsonConverter<string?>
    {
        public override bool HandleNull => true;

        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? "null" : reader.GetString();

        public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value ?? "nothing");
    }

    public sealed class MaybeConverter : JsonConverter<int?>
    {
        public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.False ? null : reader.GetInt32();

        public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options)
        {
            if (value is { } number) writer.WriteNumberValue(number);
            else writer.WriteBooleanValue(false);
        }
    }

    [ModeCommand("onType")]
    public partial record OnType(Length A, Length? B, List<Length> C, Dictionary<string, Length?> D);

    [ModeCommand("onMember")]
    public partial class OnMember
    {
        [JsonConverter(typeof(SizeConverter))] public Size Length { get; set; }
        [JsonConverter(typeof(SizeConverter))] public Size? Maybe { get; set; }
        [JsonConverter(typeof(HexConverter))] public int Hex { get; set; }
    }

    [ModeCommand("onClass")]
    public partial class OnClass
    {
        public Part? Part { get; set; }
        public List<Part?> Parts { get; set; } = [];
    }

    [ModeCommand("nullTaking")]
    public partial class NullTaking
    {
        [JsonConverter(typeof(NullTakingConverter))] public string? Text { get; set; }
        [JsonConverter(typeof(NullTakingConverter)), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Other { get; set; }
    }

    [ModeCommand("forNullable")]
    public partial class ForNullable
    {
        [JsonConverter(typeof(MaybeConverter))] public int? Value { get; set; }
        [JsonConverter(typeof(HexConverter))] public int? Plain { get; set; }
    }

    [ModeCommand("onParameter")]
    public partial record OnParameter([property: JsonConverter(typeof(HexConverter))] int Hex, [property: JsonConverter(typeof(SizeConverter))] Size Size = default);

    [ModeCommand("requiredAndIgnored")]
    public partial class RequiredAndIgnored
    {
        [JsonConverter(typeof(HexConverter)), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public required int Hex { get; init; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Length? Length { get; set; }
        [JsonConverter(typeof(NullTakingConverter)), JsonPropertyOrder(-1), JsonPropertyName("<t>")] public string? Text { get; set; }
    }

    /// <summary>Asks the options for the form of what it wraps.</summary>
    public sealed class WrappedConverter : JsonConverter<Wrapped>
    {
        public override Wrapped Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray || !reader.Read()) throw new JsonException();
            var wrapped = new Wrapped { Inner = JsonSerializer.Deserialize(ref reader, Info(options)) };
            return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? wrapped : throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, Wrapped value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            JsonSerializer.Serialize(writer, value.Inner, Info(options)!);
            writer.WriteEndArray();
        }

        private static System.Text.Json.Serialization.Metadata.JsonTypeInfo<Inner> Info(JsonSerializerOptions options) =>
            (System.Text.Json.Serialization.Metadata.JsonTypeInfo<Inner>)options.GetTypeInfo(typeof(Inner));
    }

    [JsonConverter(typeof(WrappedConverter))]
    public class Wrapped
    {
        public Inner? Inner { get; set; }
    }

    public class Inner
    {
        public DayOfWeek Day { get; set; }
        public Wrapped? Wrapped { get; set; }
    }

    [ModeCommand("nested")]
    public partial class Nested
    {
        public Wrapped? Wrapped { get; set; }
        public Inner? Inner { get; set; }
    }

    [ModeCommand("called")]
    public partial class Called : IJsonOnSerializing, IJsonOnSerialized, IJsonOnDeserializing, IJsonOnDeserialized
    {
        public string Text { get; set; } = "";
        public int Calls { get; set; }

        public void OnSerializing() => Calls += 1;
        public void OnSerialized() => Calls += 10;
        public void OnDeserializing() => Calls += 100;
        public void OnDeserialized() => Calls += 1000;
    }

    [ModeCommand("calledRecord")]
    public partial record CalledRecord(int A) : IJsonOnDeserializing, IJsonOnDeserialized
    {
        public CalledStruct Inner { get; set; }
        public int Calls { get; set; }

        void IJsonOnDeserializing.OnDeserializing() => Calls += 100;
        void IJsonOnDeserialized.OnDeserialized() => Calls += 1000;
    }

    public struct CalledStruct : IJsonOnSerializing, IJsonOnDeserialized
    {
        public int A { get; set; }

        void IJsonOnSerializing.OnSerializing() => A++;
        void IJsonOnDeserialized.OnDeserialized() => A += 100;
    }

    [ModeCommand("calledStructs")]
    public partial record CalledStructs(List<CalledStruct> A, CalledStruct? B);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Converting.OnType)), JsonSerializable(typeof(Converting.OnMember)), JsonSerializable(typeof(Converting.OnClass)), JsonSerializable(typeof(Converting.NullTaking))]
[JsonSerializable(typeof(Converting.ForNullable)), JsonSerializable(typeof(Converting.OnParameter)), JsonSerializable(typeof(Converting.RequiredAndIgnored)), JsonSerializable(typeof(Converting.Nested))]
[JsonSerializable(typeof(Converting.Called)), JsonSerializable(typeof(Converting.CalledRecord), GenerationMode = JsonSourceGenerationMode.Metadata), JsonSerializable(typeof(Converting.CalledStructs), GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class ConvertingOracle : JsonSerializerContext;
