using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>Enums as numbers.</summary>
[ModeJson(UseStringEnumConverter = false)]
public static partial class NumberEnums
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, NumberEnumsOracle.Default, enumsAreNames: false)
    {
        static d => new Simple(d.Enum<DayOfWeek>(), d.OrNone(d.Enum<Enums.Bits>), d.Array(d.Enum<Enums.Signed>), d.Enum<Enums.Huge>()),
        static d => new Converted { A = d.Enum<Colour>(), B = d.OrNone(d.Enum<Colour>), C = d.Enum<DayOfWeek>() },
        static d => new Keyed(d.Map(d.Enum<DayOfWeek>, d.Enum<DayOfWeek>), d.Map(d.Enum<Colour>, d.Int32)),
    };

    [JsonConverter(typeof(JsonStringEnumConverter<Colour>))]
    public enum Colour { Red, [JsonStringEnumMemberName("dark blue")] DarkBlue }

    [ModeCommand("simple")]
    public partial record Simple(DayOfWeek A, Enums.Bits? B, Enums.Signed[] C, Enums.Huge D);

    [ModeCommand("converted")]
    public partial class Converted
    {
        public Colour A { get; set; }
        public Colour? B { get; set; }
        [JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))] public DayOfWeek C { get; set; }
    }

    [ModeCommand("keyed")]
    public partial record Keyed(Dictionary<DayOfWeek, DayOfWeek> A, Dictionary<Colour, int> B);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NumberEnums.Simple)), JsonSerializable(typeof(NumberEnums.Converted)), JsonSerializable(typeof(NumberEnums.Keyed))]
internal sealed partial class NumberEnumsOracle : JsonSerializerContext;

/// <summary>Null members left out.</summary>
[ModeJson(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public static partial class SparseNulls
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, SparseNullsOracle.Default)
    {
        static d => new Plain { Text = d.OrNull(d.Text), Number = d.OrNone(d.Int32), List = d.OrNull(() => d.List(() => d.OrNull(d.Text))), Always = d.OrNull(d.Text), Default = d.Int32() },
        static d => new Record(d.OrNull(d.Text), d.Int32(), d.OrNone(d.Double)),
        static d => new Extended { Text = d.OrNull(d.Text), More = d.OrNull(() => d.Map(d.Name, d.Element)) },
    };

    [ModeCommand("plain")]
    public partial class Plain
    {
        public string? Text { get; set; }
        public int? Number { get; set; }
        public List<string?>? List { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string? Always { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Default { get; set; }
    }

    [ModeCommand("record")]
    public partial record Record(string? A, int B, double? C = 1.5);

    [ModeCommand("extended")]
    public partial class Extended
    {
        public string? Text { get; set; }
        [JsonExtensionData] public Dictionary<string, JsonElement>? More { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SparseNulls.Plain)), JsonSerializable(typeof(SparseNulls.Record)), JsonSerializable(typeof(SparseNulls.Extended))]
internal sealed partial class SparseNullsOracle : JsonSerializerContext;

/// <summary>Members of their default value left out.</summary>
[ModeJson(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
public static partial class SparseDefaults
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, SparseDefaultsOracle.Default)
    {
        static d => new Plain { Text = d.OrNull(d.Text), Number = d.Int32(), Flag = d.Boolean(), Day = d.Enum<DayOfWeek>(), Pair = new(d.Int32(), d.OrNull(d.Text)), Always = d.Int32() },
        static d => new Parts { Ids = d.List(d.Guid), Maybe = d.OrNone(d.Guid), At = d.DateTime(), Element = d.Boolean() ? d.Element() : default },
    };

    public record struct Pair(int A, string? B);

    [ModeCommand("plain")]
    public partial class Plain
    {
        public string? Text { get; set; }
        public int Number { get; set; }
        public bool Flag { get; set; }
        public DayOfWeek Day { get; set; }
        public Pair Pair { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public int Always { get; set; }
    }

    [ModeCommand("parts")]
    public partial class Parts
    {
        public List<Guid> Ids { get; set; } = [];
        public Guid? Maybe { get; set; }
        public DateTime At { get; set; }
        public JsonElement Element { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SparseDefaults.Plain)), JsonSerializable(typeof(SparseDefaults.Parts))]
internal sealed partial class SparseDefaultsOracle : JsonSerializerContext;

/// <summary>Numbers in strings, and by name where they are not finite.</summary>
[ModeJson(NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public static partial class TextNumbers
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, TextNumbersOracle.Default)
    {
        static d => new Plain { A = d.Int32(), B = d.OrNone(d.Double), C = d.Single(), D = d.Decimal(), Strict = d.Int32(), Day = d.Enum<DayOfWeek>() },
        static d => new Nested(d.List(() => d.Array(d.Double)), d.Map(d.Int32, () => d.OrNone(d.Half)), d.OrNull(() => d.Array(d.Byte)), new(d.Int32())),
    };

    public record Inner(int A);

    [ModeCommand("plain")]
    public partial class Plain
    {
        public int A { get; set; }
        public double? B { get; set; }
        public float C { get; set; }
        public decimal D { get; set; }
        [JsonNumberHandling(JsonNumberHandling.Strict)] public int Strict { get; set; }
        public DayOfWeek Day { get; set; }
    }

    [ModeCommand("nested")]
    public partial record Nested(List<double[]> A, Dictionary<int, Half?> B, byte[]? C, Inner D);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowNamedFloatingPointLiterals, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TextNumbers.Plain)), JsonSerializable(typeof(TextNumbers.Nested))]
internal sealed partial class TextNumbersOracle : JsonSerializerContext;

/// <summary>Many options at once.</summary>
[ModeJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
public static partial class Combined
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, CombinedOracle.Default, enumsAreNames: false)
    {
        static d => new Everything
        {
            RoomNumber = d.Int32(), SomeText = d.OrNull(d.Text), WeekDay = d.Enum<DayOfWeek>(), Numbers = d.OrNull(() => d.List(d.Int32)), Map = d.OrNull(() => d.Map(d.Name, d.Finite)),
            Shared = d.OrNull(() => new Shared(d.Int32(), d.OrNone(d.Int32))), AlwaysThere = d.OrNull(d.Text),
        },
    };

    public record Shared(int FirstPart, int? SecondPart = 2);

    [ModeCommand("everything")]
    public partial class Everything
    {
        public int RoomNumber { get; set; }
        public string? SomeText { get; set; }
        public DayOfWeek WeekDay { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string? AlwaysThere { get; set; }
        public List<int>? Numbers { get; set; }
        public Dictionary<string, double>? Map { get; set; }
        public Shared? Shared { get; set; }
        public int ReadOnlyOne => 1;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Combined.Everything))]
internal sealed partial class CombinedOracle : JsonSerializerContext;
