using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>How values are made: constructors, required and init-only members, defaults and initializers.</summary>
public static partial class Creation
{
    private const string LosesInitializers = "It gives init-only members their type's default where JSON leaves them out.";

    public static JsonCases Cases { get; } = new(JsonContext.Default, CreationOracle.Default)
    {
        static d => new Record(d.Int32(), d.Forced(d.Text()), d.OrNull(d.Text)),
        static d => new RecordWithDefaults(d.Int32(), d.Text(), d.Decimal(), d.Enum<DayOfWeek>(), d.OrNone(d.Int32), d.OrNull(d.Text), d.Boolean(), d.Char(), d.Int64(), d.Single()),
        static d => new RecordWithBody(d.Int32()) { Text = d.Text(), Number = d.Int32() },
        static d => new Required { A = d.Int32(), B = d.Forced(d.Text()), C = d.OrNull(d.Text) },
        static d => new RequiredInit { A = d.Int32(), B = d.Text(), C = d.OrNone(d.Double) },
        { static d => new OptionalInit { A = d.Int32(), B = d.Text(), C = d.OrNull(() => d.List(d.Int32)) }, LosesInitializers },
        static d => new PlainInit { A = d.Int32(), B = d.OrNull(d.Text) },
        static d => new JsonRequiredMembers { A = d.Int32(), B = d.OrNull(d.Text), C = d.Int32() },
        { static d => new RequiredInitConstructorDefault(d.Int32(), d.Text()) { C = d.Int32(), D = d.Text(), E = d.OrNull(d.Text), F = d.Int32() }, LosesInitializers },
        { static d => new Mixed(d.Int32()) { Must = d.Text(), Kept = d.OrNull(d.Text), Set = d.Int32() }, LosesInitializers },
        static d => new Immutable(d.Int32(), d.Text()),
        static d => new TwoConstructors(d.Int32(), d.Text()),
        static d => new Parameterless { Number = d.Int32() },
        static d => new Lone(d.Int32()),
        static d => new CaseOfParameters(d.Int32(), d.Int32()),
        static d => new SetsRequired { A = d.Text(), B = d.Int32() },
        static d => new Initialized { Number = d.Int32(), List = d.List(d.Int32), Map = d.Map(d.Name, d.Int32), Text = d.Text() },
        static d => new Derived(d.Int32(), d.Text()) { C = d.Int32() },
        static d => new RequiredInBase { A = d.Int32(), B = d.Int32() },
        static d => new RequiredField { A = d.Int32(), B = d.OrNull(d.Text) },
        static d => new ManyRequired
        {
            B0 = d.Int32(), B1 = 1, B2 = 2, B3 = 3, B4 = 4, B5 = 5, B6 = 6, B7 = 7, B8 = d.OrNull(d.Text), B9 = d.Text(),
        },
        static d => new OutOfOrder(d.Text(), d.Int32()) { A = d.Int32() },
        static d => new NullDefaults(d.OrNull(d.Text), d.OrNull(() => d.List(d.Int32)), d.OrNone(d.Enum<DayOfWeek>)),
    };

    [ModeCommand("record")]
    public partial record Record(int A, string B, string? C);

    [ModeCommand("recordWithDefaults")]
    public partial record RecordWithDefaults(
        int A = 5, string B = "é\"", decimal C = 1.50m, DayOfWeek D = DayOfWeek.Friday, int? E = 7, string? F = null, bool G = true, char H = '\n', long I = long.MinValue, float J = 1.5f);

    [ModeCommand("recordWithBody")]
    public partial record RecordWithBody(int A)
    {
        public string Text { get; set; } = "kept";
        public int Number { get; set; } = 8;
    }

    [ModeCommand("required")]
    public partial class Required
    {
        public required int A { get; set; }
        public required string B { get; set; }
        public required string? C { get; set; }
    }

    [ModeCommand("requiredInit")]
    public partial class RequiredInit
    {
        public required int A { get; init; }
        public required string B { get; init; }
        public required double? C { get; init; }
    }

    [ModeCommand("optionalInit")]
    public partial class OptionalInit
    {
        public int A { get; init; } = 3;
        public string B { get; init; } = "kept";
        public List<int>? C { get; init; } = [1, 2];
    }

    [ModeCommand("plainInit")]
    public partial class PlainInit
    {
        public int A { get; init; }
        public string? B { get; init; }
    }

    [ModeCommand("jsonRequired")]
    public partial class JsonRequiredMembers
    {
        [JsonRequired] public int A { get; set; }
        [JsonRequired] public string? B { get; set; }
        [JsonRequired, JsonPropertyName("other")] public int C { get; set; }
    }

    [ModeCommand("requiredInitConstructorDefault")]
    public partial class RequiredInitConstructorDefault(int a, string b = "b")
    {
        public int A { get; } = a;
        public string B { get; } = b;
        public required int C { get; init; }
        public required string D { get; set; }
        public string? E { get; init; } = "kept";
        [JsonRequired] public int F { get; set; } = 6;
    }

    [ModeCommand("mixed")]
    public partial record Mixed(int Number)
    {
        public required string Must { get; init; }
        public string? Kept { get; init; } = "kept";
        public int Set { get; set; } = 4;
    }

    [ModeCommand("immutable")]
    public partial class Immutable(int number, string text)
    {
        public int Number { get; } = number;
        public string Text { get; } = text;
    }

    [ModeCommand("twoConstructors")]
    public partial class TwoConstructors
    {
        public TwoConstructors() => How = "default";

        [JsonConstructor]
        public TwoConstructors(int number, string text = "given") => (Number, Text, How) = (number, text, "annotated");

        public int Number { get; }
        public string Text { get; } = "";
        public string How { get; set; }
    }

    [ModeCommand("parameterless")]
    public partial class Parameterless
    {
        public Parameterless()
        {
        }

        public Parameterless(int number) => Number = number + 1;

        public int Number { get; set; } = 9;
    }

    [ModeCommand("lone")]
    public partial class Lone
    {
        public Lone(int number) => Number = number;

        private Lone(string text) => Number = text.Length;

        public int Number { get; }

        public static Lone Of(string text) => new(text);
    }

    [ModeCommand("caseOfParameters")]
    public partial class CaseOfParameters(int IOPIN, int second)
    {
        public int IOPin { get; } = IOPIN;
        [JsonPropertyName("2nd")] public int Second { get; } = second;
    }

    [ModeCommand("setsRequired")]
    public partial class SetsRequired
    {
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public SetsRequired() => (A, B) = ("set", 2);

        public required string A { get; set; }
        public required int B { get; set; }
    }

    [ModeCommand("initialized")]
    public partial class Initialized
    {
        public int Number { get; set; } = 5;
        public List<int> List { get; set; } = [1, 2];
        public Dictionary<string, int> Map { get; set; } = new() { ["a"] = 1 };
        public string Text { get; set; } = "text";
        public int[] ReadOnly { get; } = [1];
    }

    public record Parent(int A, string B = "base");

    [ModeCommand("derived")]
    public partial record Derived(int A, string B) : Parent(A, B)
    {
        public int C { get; set; }
    }

    public class WithRequired
    {
        public required int A { get; init; }
    }

    [ModeCommand("requiredInBase")]
    public partial class RequiredInBase : WithRequired
    {
        public required int B { get; set; }
    }

    [ModeCommand("requiredField")]
    public partial class RequiredField
    {
        [JsonInclude] public required int A;
        [JsonInclude] public required string? B;
    }

    [ModeCommand("manyRequired")]
    public partial class ManyRequired
    {
        public required int B0 { get; init; }
        public required int B1 { get; init; }
        public required int B2 { get; init; }
        public required int B3 { get; init; }
        public required int B4 { get; set; }
        public required int B5 { get; set; }
        public required int B6 { get; set; }
        public required int B7 { get; set; }
        public required string? B8 { get; set; }
        public required string B9 { get; set; }
    }

    [ModeCommand("outOfOrder")]
    public partial class OutOfOrder(string c, int b)
    {
        public int A { get; set; }
        public int B { get; } = b;
        public string C { get; } = c;
    }

    [ModeCommand("nullDefaults")]
    public partial record NullDefaults(string? A = null, List<int>? B = null, DayOfWeek? C = default);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Creation.Record)), JsonSerializable(typeof(Creation.RecordWithDefaults)), JsonSerializable(typeof(Creation.RecordWithBody))]
[JsonSerializable(typeof(Creation.Required)), JsonSerializable(typeof(Creation.RequiredInit)), JsonSerializable(typeof(Creation.PlainInit))]
[JsonSerializable(typeof(Creation.JsonRequiredMembers)), JsonSerializable(typeof(Creation.Immutable)), JsonSerializable(typeof(Creation.TwoConstructors))]
[JsonSerializable(typeof(Creation.Parameterless)), JsonSerializable(typeof(Creation.Lone)), JsonSerializable(typeof(Creation.CaseOfParameters)), JsonSerializable(typeof(Creation.SetsRequired))]
[JsonSerializable(typeof(Creation.Initialized)), JsonSerializable(typeof(Creation.Derived)), JsonSerializable(typeof(Creation.RequiredInBase)), JsonSerializable(typeof(Creation.RequiredField))]
[JsonSerializable(typeof(Creation.ManyRequired)), JsonSerializable(typeof(Creation.OutOfOrder)), JsonSerializable(typeof(Creation.NullDefaults))]
internal sealed partial class CreationOracle : JsonSerializerContext;
