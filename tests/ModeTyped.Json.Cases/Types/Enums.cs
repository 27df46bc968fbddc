using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>Enums as names, as numbers, with names of their own and as flags.</summary>
public static partial class Enums
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, EnumsOracle.Default)
    {
        static d => new Simple(d.Enum<Level>(), d.OrNone(d.Enum<Level>), d.Array(d.Enum<Level>)),
        static d => new Flagged(d.Enum<Bits>(), d.OrNone(d.Enum<Bits>), d.List(d.Enum<Bits>)),
        static d => new NamedMembers(d.Enum<Form>(), d.OrNone(d.Enum<Form>)),
        static d => new NamedFlags(d.Enum<Rights>(), d.Array(d.Enum<Rights>)),
        static d => new Bytes(d.Enum<Small>(), d.Enum<Signed>()),
        static d => new Longs(d.Enum<Huge>(), d.Enum<Deep>(), d.Enum<Wide>()),
        static d => new Aliased(d.Enum<Alias>()),
        static d => new Numbers { A = d.Enum<Level>(), B = d.OrNone(d.Enum<Bits>), C = d.Enum<Huge>() },
        static d => new Forms { A = d.Enum<Form>(), B = d.Enum<Form>(), C = d.Enum<Form>(), D = d.OrNone(d.Enum<Form>) },
        static d => new Keyed { A = d.Map(d.Enum<Level>, d.Int32), B = d.Map(d.Enum<Bits>, d.Int32), C = d.Map(d.Enum<Deep>, d.Enum<Level>) },
        static d => new KeyedByName { A = d.Map(d.Enum<Form>, d.Int32), B = d.Map(d.Enum<Rights>, d.Int32) },
        static d => new Defaults(d.Enum<Level>(), d.OrNone(d.Enum<Level>), d.Enum<Bits>(), d.Enum<Level>()),
        static d => new Nested(d.Map(d.Name, () => d.List(d.Enum<Level>)), d.OrNull(() => d.Array(() => d.OrNone(d.Enum<Form>)))),
        static d => new Empty(d.Enum<Nothing>()),
    };

    public enum Level { Low, Medium = 3, High = 5, Negative = -1 }

    [Flags]
    public enum Bits { None = 0, A = 1, B = 2, C = 4, AandB = 3, All = 7, Far = 1 << 30 }

    public enum Form
    {
        [JsonStringEnumMemberName("the zero")] Zero,
        One,
        [JsonStringEnumMemberName("é<\"two\">")] Two,
        [JsonStringEnumMemberName("ONE")] Three,
    }

    [Flags]
    public enum Rights
    {
        [JsonStringEnumMemberName("read")] Read = 1,
        [JsonStringEnumMemberName("write it")] Write = 2,
        Run = 4,
    }

    public enum Small : byte { A, B = 255 }

    public enum Signed : sbyte { A = sbyte.MinValue, B = sbyte.MaxValue }

    public enum Huge : ulong { Zero, Max = ulong.MaxValue, High = 1UL << 63 }

    public enum Deep : long { Min = long.MinValue, Zero = 0, Max = long.MaxValue }

    [Flags]
    public enum Wide : long { One = 1, Top = long.MinValue, Middle = 1L << 40 }

    public enum Alias { First, Second = First, Third }

    public enum Nothing;

    [ModeCommand("simple")]
    public partial record Simple(Level A, Level? B, Level[] C);

    [ModeCommand("flagged")]
    public partial record Flagged(Bits A, Bits? B, List<Bits> C);

    [ModeCommand("namedMembers")]
    public partial record NamedMembers(Form A, Form? B);

    [ModeCommand("namedFlags")]
    public partial record NamedFlags(Rights A, Rights[] B);

    [ModeCommand("bytes")]
    public partial record Bytes(Small A, Signed B);

    [ModeCommand("longs")]
    public partial record Longs(Huge A, Deep B, Wide C);

    [ModeCommand("aliased")]
    public partial record Aliased(Alias A);

    [ModeCommand("numbers")]
    public partial class Numbers
    {
        [JsonConverter(typeof(JsonNumberEnumConverter<Level>))] public Level A { get; set; }
        [JsonConverter(typeof(JsonNumberEnumConverter<Bits>))] public Bits? B { get; set; }
        [JsonConverter(typeof(JsonNumberEnumConverter<Huge>))] public Huge C { get; set; }
    }

    public class SnakeForms() : JsonStringEnumConverter<Form>(JsonNamingPolicy.SnakeCaseUpper);

    public class StrictForms() : JsonStringEnumConverter<Form>(namingPolicy: null, allowIntegerValues: false);

    [ModeCommand("forms")]
    public partial class Forms
    {
        public Form A { get; set; }
        [JsonConverter(typeof(JsonStringEnumConverter<Form>))] public Form B { get; set; }
        [JsonConverter(typeof(SnakeForms))] public Form C { get; set; }
        [JsonConverter(typeof(StrictForms))] public Form? D { get; set; }
    }

    [ModeCommand("keyed")]
    public partial class Keyed
    {
        public Dictionary<Level, int>? A { get; set; }
        public Dictionary<Bits, int>? B { get; set; }
        public Dictionary<Deep, Level>? C { get; set; }
    }

    [ModeCommand("keyedByName")]
    public partial class KeyedByName
    {
        public Dictionary<Form, int>? A { get; set; }
        public Dictionary<Rights, int>? B { get; set; }
    }

    [ModeCommand("defaults")]
    public partial record Defaults(Level A = Level.High, Level? B = Level.Negative, Bits C = Bits.A | Bits.C, Level D = (Level)99);

    [ModeCommand("nested")]
    public partial record Nested(Dictionary<string, List<Level>> A, Form?[]? B);

    [ModeCommand("empty")]
    public partial record Empty(Nothing A);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Enums.Simple)), JsonSerializable(typeof(Enums.Flagged)), JsonSerializable(typeof(Enums.NamedMembers)), JsonSerializable(typeof(Enums.NamedFlags))]
[JsonSerializable(typeof(Enums.Bytes)), JsonSerializable(typeof(Enums.Longs)), JsonSerializable(typeof(Enums.Aliased)), JsonSerializable(typeof(Enums.Numbers))]
[JsonSerializable(typeof(Enums.Forms)), JsonSerializable(typeof(Enums.Keyed)), JsonSerializable(typeof(Enums.KeyedByName)), JsonSerializable(typeof(Enums.Defaults))]
[JsonSerializable(typeof(Enums.Nested)), JsonSerializable(typeof(Enums.Empty))]
internal sealed partial class EnumsOracle : JsonSerializerContext;
