using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>Members that take any JSON, data of extensions, and properties that nobody knows.</summary>
public static partial class Open
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, OpenOracle.Default)
    {
        static d => new Elements(d.Element(), d.OrNone(d.Element), d.Array(d.Element)),
        static d => new Unset { Element = d.Boolean() ? d.Element() : default },
        static d => new Nodes { Node = d.Node(), Object = d.OrNull(() => new JsonObject { [d.Name()] = d.Node() }), Array = d.OrNull(() => new JsonArray(d.Node())), Value = d.OrNull(() => JsonValue.Create(d.Text())) },
        static d => new Documents { Document = d.OrNull(d.Document) },
        static d => new ElementMaps(d.Map(d.Name, d.Element), d.List(d.Node)),
        static d => new Extended { Known = d.Int32(), More = d.OrNull(() => d.Map(d.Name, d.Element)) },
        static d => new ExtendedInterface { Known = d.Int32(), More = d.OrNull(() => d.Map(d.Name, d.Element)) },
        static d => new ExtendedObject { Known = d.Int32(), },
        static d => new ExtendedRecord(d.Int32(), d.OrNull(d.Text)) { More = d.OrNull(() => d.Map(d.Name, d.Element)) },
        static d => new ExtendedFilled { Known = d.Int32() },
        static d => new ExtendedRequired { First = d.Int32(), Second = d.OrNull(d.Text), More = d.OrNull(() => d.Map(d.Name, d.Element)) },
        static d => new Refusing { Known = d.Int32(), Other = d.OrNull(d.Text) },
        static d => new RefusingRecord(d.Int32()),
        static d => new RefusingInner { Inner = d.OrNull(() => new Refusing { Known = d.Int32() }), Number = d.Int32() },
        static d => new ExtendedInner(d.OrNull(() => new Extended { Known = d.Int32() }), d.List(() => new Extended { Known = d.Int32() })),
    };

    [ModeCommand("elements")]
    public partial record Elements(JsonElement A, JsonElement? B, JsonElement[] C);

    [ModeCommand("unset")]
    public partial class Unset
    {
        public JsonElement Element { get; set; }
    }

    [ModeCommand("nodes")]
    public partial class Nodes
    {
        public JsonNode? Node { get; set; }
        public JsonObject? Object { get; set; }
        public JsonArray? Array { get; set; }
        public JsonValue? Value { get; set; }
    }

    [ModeCommand("documents")]
    public partial class Documents
    {
        public JsonDocument? Document { get; set; }
    }

    [ModeCommand("elementMaps")]
    public partial record ElementMaps(Dictionary<string, JsonElement> A, List<JsonNode?> B);

    [ModeCommand("extended")]
    public partial class Extended
    {
        public int Known { get; set; }
        public int ReadOnly => 9;
        [JsonIgnore] public int Ignored { get; set; }
        [JsonExtensionData] public Dictionary<string, JsonElement>? More { get; set; }
    }

    [ModeCommand("extendedInterface")]
    public partial class ExtendedInterface
    {
        public int Known { get; set; }
        [JsonExtensionData] public IDictionary<string, JsonElement>? More { get; set; }
    }

    [ModeCommand("extendedObject")]
    public partial class ExtendedObject
    {
        public int Known { get; set; }
        [JsonExtensionData] public JsonObject? More { get; set; }
    }

    [ModeCommand("extendedRecord")]
    public partial record ExtendedRecord(int Known, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text = "t")
    {
        [JsonExtensionData] public Dictionary<string, JsonElement>? More { get; set; }
    }

    [ModeCommand("extendedFilled")]
    public partial class ExtendedFilled
    {
        public int Known { get; set; }
        [JsonExtensionData] public Dictionary<string, JsonElement> More { get; set; } = new() { ["before"] = JsonDocument.Parse("1").RootElement };
    }

    [ModeCommand("extendedRequired")]
    public partial class ExtendedRequired
    {
        public required int First { get; init; }
        [JsonPropertyOrder(-1)] public string? Second { get; set; }
        [JsonExtensionData] public Dictionary<string, JsonElement>? More { get; set; }
    }

    [ModeCommand("refusing"), JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public partial class Refusing
    {
        public int Known { get; set; }
        public string? Other { get; set; }
        public int ReadOnly => 9;
        [JsonIgnore] public int Ignored { get; set; }
    }

    [ModeCommand("refusingRecord"), JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public partial record RefusingRecord(int Known);

    [ModeCommand("refusingInner")]
    public partial class RefusingInner
    {
        public Refusing? Inner { get; set; }
        public int Number { get; set; }
    }

    [ModeCommand("extendedInner")]
    public partial record ExtendedInner(Extended? A, List<Extended> B);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Open.Elements)), JsonSerializable(typeof(Open.Unset)), JsonSerializable(typeof(Open.Nodes)), JsonSerializable(typeof(Open.Documents))]
[JsonSerializable(typeof(Open.ElementMaps)), JsonSerializable(typeof(Open.Extended)), JsonSerializable(typeof(Open.ExtendedInterface)), JsonSerializable(typeof(Open.ExtendedObject), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Open.ExtendedRecord)), JsonSerializable(typeof(Open.ExtendedFilled)), JsonSerializable(typeof(Open.ExtendedRequired)), JsonSerializable(typeof(Open.Refusing))]
[JsonSerializable(typeof(Open.RefusingRecord)), JsonSerializable(typeof(Open.RefusingInner)), JsonSerializable(typeof(Open.ExtendedInner))]
internal sealed partial class OpenOracle : JsonSerializerContext;
