using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>Numbers that may stand in strings, by attribute.</summary>
public static partial class Handling
{
    private const JsonNumberHandling Both = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString;

    public static JsonCases Cases { get; } = new(JsonContext.Default, HandlingOracle.Default)
    {
        static d => new OnMembers { A = d.Int32(), B = d.OrNone(d.UInt64), C = d.Int32(), D = d.Decimal(), E = d.Int128(), F = d.Half() },
        static d => new OnType { A = d.Int32(), B = d.OrNone(d.Int64), C = d.Int32(), Text = d.Text(), List = d.List(d.Int32), Nested = d.List(() => d.Array(d.Int32)), Map = d.Map(d.Name, d.Single) },
        static d => new NamedLiterals { A = d.Double(), B = d.OrNone(d.Single), C = d.Half(), D = d.List(d.Double) },
        static d => new Everywhere { A = d.Double(), B = d.Single(), C = d.Int32(), D = d.Decimal(), E = d.UInt64(), F = d.Half(), G = d.Int128(), H = d.Byte() },
        static d => new Collections { A = d.List(() => d.OrNone(d.Single)), B = d.Map(d.Name, d.Int32), C = d.Array(d.Decimal), D = d.OrNull(() => d.Map(d.Int32, () => d.OrNone(d.Double))) },
        static d => new OnParameters(d.Int32(), d.OrNone(d.Double), d.Int64()),
        static d => new Required { A = d.Int32(), B = d.Double() },
        static d => new Ignored { A = d.Int32(), B = d.OrNone(d.Double) },
    };

    [ModeCommand("onMembers")]
    public partial class OnMembers
    {
        [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] public int A { get; set; }
        [JsonNumberHandling(Both)] public ulong? B { get; set; }
        public int C { get; set; }
        [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public decimal D { get; set; }
        [JsonNumberHandling(Both)] public Int128 E { get; set; }
        [JsonNumberHandling(Both)] public Half F { get; set; }
    }

    [ModeCommand("onType"), JsonNumberHandling(Both)]
    public partial class OnType
    {
        public int A { get; set; }
        public long? B { get; set; }
        [JsonNumberHandling(JsonNumberHandling.Strict)] public int C { get; set; }
        public string Text { get; set; } = "";
        public List<int> List { get; set; } = [];
        public List<int[]> Nested { get; set; } = [];
        public Dictionary<string, float> Map { get; set; } = [];
    }

    [ModeCommand("namedLiterals")]
    public partial class NamedLiterals
    {
        [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] public double A { get; set; }
        [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] public float? B { get; set; }
        [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] public Half C { get; set; }
        [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] public List<double> D { get; set; } = [];
    }

    [ModeCommand("everywhere"), JsonNumberHandling(Both | JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public partial class Everywhere
    {
        public double A { get; set; }
        public float B { get; set; }
        public int C { get; set; }
        public decimal D { get; set; }
        public ulong E { get; set; }
        public Half F { get; set; }
        public Int128 G { get; set; }
        public byte H { get; set; }
    }

    [ModeCommand("collections")]
    public partial class Collections
    {
        [JsonNumberHandling(Both)] public List<float?> A { get; set; } = [];
        [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public Dictionary<string, int> B { get; set; } = [];
        [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] public decimal[] C { get; set; } = [];
        [JsonNumberHandling(Both)] public Dictionary<int, double?>? D { get; set; }
    }

    [ModeCommand("onParameters")]
    public partial record OnParameters([property: JsonNumberHandling(Both)] int A, [property: JsonNumberHandling(Both)] double? B, long C = 5);

    [ModeCommand("required")]
    public partial class Required
    {
        [JsonNumberHandling(Both)] public required int A { get; init; }
        [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] public required double B { get; set; }
    }

    [ModeCommand("ignored")]
    public partial class Ignored
    {
        [JsonNumberHandling(Both), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int A { get; set; }
        [JsonNumberHandling(Both), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyOrder(-1)] public double? B { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Handling.OnMembers)), JsonSerializable(typeof(Handling.OnType)), JsonSerializable(typeof(Handling.NamedLiterals)), JsonSerializable(typeof(Handling.Everywhere))]
[JsonSerializable(typeof(Handling.Collections)), JsonSerializable(typeof(Handling.OnParameters)), JsonSerializable(typeof(Handling.Required)), JsonSerializable(typeof(Handling.Ignored))]
internal sealed partial class HandlingOracle : JsonSerializerContext;
