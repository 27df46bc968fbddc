using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>Neither duplicates nor unknown properties.</summary>
[ModeJson(UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
public static partial class Exact
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, ExactOracle.Default)
    {
        static d => new Plain { A = d.Int32(), B = d.OrNull(d.Text), Inner = d.OrNull(() => new Inner(d.Int32(), d.OrNull(d.Text))) },
        static d => new Record(d.Int32(), d.Text(), d.OrNull(d.Text)),
        static d => new Maps(d.Map(d.Name, d.Int32), d.Map(d.Int32, () => new Inner(d.Int32(), null)), d.Map(d.Enum<DayOfWeek>, d.Int32)),
        static d => new Documents(d.Element(), d.Node(), d.OrNull(() => new JsonObject { ["a"] = 1, ["b"] = d.Node() })),
        static d => new Extended { A = d.Int32(), More = d.OrNull(() => d.Map(d.Name, d.Element)) },
        static d => new Skipping { A = d.Int32(), B = d.Int32() },
        static d => new Polymorphic(d.Of<Func<Shape>>(() => new Circle { Radius = d.Int32() }, () => new Square { Side = 2 })()),
        static d => new Required { A = d.Int32(), B = d.Text(), C = d.Int32() },
    };

    public record Inner(int A, string? B);

    [ModeCommand("plain")]
    public partial class Plain
    {
        public int A { get; set; }
        public string? B { get; set; }
        public int ReadOnly => 5;
        [JsonIgnore] public int Ignored { get; set; }
        public Inner? Inner { get; set; }
    }

    [ModeCommand("record")]
    public partial record Record(int A, string B, string? C = null);

    [ModeCommand("maps")]
    public partial record Maps(Dictionary<string, int> A, Dictionary<int, Inner> B, Dictionary<DayOfWeek, int> C);

    [ModeCommand("documents")]
    public partial record Documents(JsonElement A, JsonNode? B, JsonObject? C);

    [ModeCommand("extended")]
    public partial class Extended
    {
        public int A { get; set; }
        [JsonExtensionData] public Dictionary<string, JsonElement>? More { get; set; }
    }

    [ModeCommand("skipping"), JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    public partial class Skipping
    {
        public int A { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)] public int B { get; set; }
    }

    [JsonDerivedType(typeof(Circle), "circle"), JsonDerivedType(typeof(Square), 4)]
    public abstract class Shape
    {
        public int Id { get; set; }
    }

    public class Circle : Shape
    {
        public int Radius { get; set; }
    }

    public class Square : Shape
    {
        public int Side { get; set; }
    }

    [ModeCommand("polymorphic")]
    public partial record Polymorphic(Shape A);

    [ModeCommand("required")]
    public partial class Required
    {
        public required int A { get; init; }
        public required string B { get; set; }
        [JsonRequired] public int C { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Exact.Plain)), JsonSerializable(typeof(Exact.Record)), JsonSerializable(typeof(Exact.Maps)), JsonSerializable(typeof(Exact.Documents)), JsonSerializable(typeof(Exact.Extended)), JsonSerializable(typeof(Exact.Skipping)), JsonSerializable(typeof(Exact.Polymorphic)), JsonSerializable(typeof(Exact.Required))]
internal sealed partial class ExactOracle : JsonSerializerContext;
