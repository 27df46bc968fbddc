using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>When members are left out, in which order they stand, and how both go with extension data.</summary>
public static partial class Ignoring
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, IgnoringOracle.Default)
    {
        static d => new Always { A = d.Int32(), B = d.Int32() },
        static d => new Never { A = d.OrNull(d.Text), B = d.Int32() },
        static d => new WhenDefault
        {
            Number = d.Int32(), Real = d.Double(), Money = d.Decimal(), Flag = d.Boolean(), Id = d.Guid(), At = d.DateTime(), Span = d.TimeSpan(), Day = d.Enum<DayOfWeek>(),
            Text = d.OrNull(d.Text), Maybe = d.OrNone(d.Int32), Pair = new(d.Int32(), d.OrNull(d.Text)), Letter = d.Char(), Wide = d.Int128(), Small = d.Half(),
        },
        static d => new WhenNull { Text = d.OrNull(d.Text), Maybe = d.OrNone(d.Int32), List = d.OrNull(() => d.List(d.Int32)), Pair = d.OrNone(() => new Pair(d.Int32(), null)) },
        static d => new WhenWritingOrReading { OnlyRead = d.Int32(), OnlyWritten = d.Int32(), Both = d.Int32() },
        static d => new FirstMaybe { A = d.OrNull(d.Text), B = d.OrNull(d.Text), C = d.OrNull(d.Text) },
        static d => new FirstMaybeThenSure { A = d.OrNull(d.Text), B = d.Int32(), C = d.OrNone(d.Int32) },
        static d => new WhenDefaultRequired { Number = d.Int32(), Text = d.Text() },
        static d => new WhenDefaultInit { Number = d.Int32(), Text = d.OrNull(d.Text) },
        static d => new WhenNullParameter(d.OrNull(d.Text), d.OrNone(d.Int32)),
        static d => new Ordered { A = d.Int32(), B = d.Int32(), C = d.Int32(), D = d.Int32(), E = d.Int32() },
        static d => new OrderedIgnored { A = d.OrNull(d.Text), B = d.Int32(), C = d.OrNone(d.Int32) },
        static d => new OrderedInherited { A = d.Int32(), B = d.Int32(), C = d.Int32(), D = d.Int32() },
        static d => new OrderedRecord(d.Int32(), d.Text(), d.OrNull(d.Text)),
        static d => new OrderedIgnoredExtended { A = d.Int32(), B = d.OrNull(d.Text), C = d.Int32(), More = d.OrNull(() => d.Map(d.Name, d.Element)) },
        static d => new ConvertedIgnored { A = d.Of(default, DayOfWeek.Friday), B = d.OrNone(() => DayOfWeek.Monday) },
    };

    public record struct Pair(int A, string? B);

    [ModeCommand("always")]
    public partial class Always
    {
        [JsonIgnore] public int A { get; set; } = 7;
        [JsonIgnore(Condition = JsonIgnoreCondition.Always)] public Action? Callback { get; set; }
        public int B { get; set; }
    }

    [ModeCommand("never")]
    public partial class Never
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string? A { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public int B { get; set; }
    }

    [ModeCommand("whenDefault")]
    public partial class WhenDefault
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Number { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public double Real { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public decimal Money { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool Flag { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Guid Id { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public DateTime At { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public TimeSpan Span { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public DayOfWeek Day { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public string? Text { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int? Maybe { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Pair Pair { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public char Letter { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Int128 Wide { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Half Small { get; set; }
    }

    [ModeCommand("whenNull")]
    public partial class WhenNull
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Text { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Maybe { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public List<int>? List { get; set; } = [1];
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Pair? Pair { get; set; }
    }

    [ModeCommand("directions")]
    public partial class WhenWritingOrReading
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)] public int OnlyRead { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)] public int OnlyWritten { get; set; } = 7;
        public int Both { get; set; }
    }

    [ModeCommand("firstMaybe")]
    public partial class FirstMaybe
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? A { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? B { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? C { get; set; }
    }

    [ModeCommand("firstMaybeThenSure")]
    public partial class FirstMaybeThenSure
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? A { get; set; }
        public int B { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int? C { get; set; }
    }

    [ModeCommand("whenDefaultRequired")]
    public partial class WhenDefaultRequired
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public required int Number { get; init; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public required string Text { get; set; }
    }

    [ModeCommand("whenDefaultInit")]
    public partial class WhenDefaultInit
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Number { get; init; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public string? Text { get; init; }
    }

    [ModeCommand("whenNullParameter")]
    public partial record WhenNullParameter(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int? Number = 5);

    [ModeCommand("ordered")]
    public partial class Ordered
    {
        [JsonPropertyOrder(2)] public int A { get; set; }
        public int B { get; set; }
        [JsonPropertyOrder(-1)] public int C { get; set; }
        [JsonPropertyOrder(2)] public int D { get; set; }
        [JsonPropertyOrder(int.MinValue)] public int E { get; set; }
    }

    [ModeCommand("orderedIgnored")]
    public partial class OrderedIgnored
    {
        [JsonPropertyOrder(-2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? A { get; set; }
        [JsonPropertyOrder(5)] public int B { get; set; }
        [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int? C { get; set; }
    }

    public class OrderedBase
    {
        public int A { get; set; }
        [JsonPropertyOrder(-1)] public int B { get; set; }
    }

    [ModeCommand("orderedInherited")]
    public partial class OrderedInherited : OrderedBase
    {
        public int C { get; set; }
        [JsonPropertyOrder(1)] public int D { get; set; }
    }

    [ModeCommand("orderedRecord")]
    public partial record OrderedRecord([property: JsonPropertyOrder(3)] int A, string B, [property: JsonPropertyOrder(-3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? C = "c");

    [ModeCommand("orderedIgnoredExtended")]
    public partial class OrderedIgnoredExtended
    {
        [JsonPropertyOrder(3)] public int A { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? B { get; set; }
        [JsonIgnore] public int C { get; set; }
        [JsonExtensionData, JsonPropertyOrder(-1)] public Dictionary<string, JsonElement>? More { get; set; }
    }

    [ModeCommand("convertedIgnored")]
    public partial class ConvertedIgnored
    {
        [JsonConverter(typeof(JsonNumberEnumConverter<DayOfWeek>)), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public DayOfWeek A { get; set; }
        [JsonConverter(typeof(JsonNumberEnumConverter<DayOfWeek>)), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DayOfWeek? B { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Ignoring.Always)), JsonSerializable(typeof(Ignoring.Never)), JsonSerializable(typeof(Ignoring.WhenDefault)), JsonSerializable(typeof(Ignoring.WhenNull))]
[JsonSerializable(typeof(Ignoring.WhenWritingOrReading)), JsonSerializable(typeof(Ignoring.FirstMaybe)), JsonSerializable(typeof(Ignoring.FirstMaybeThenSure))]
[JsonSerializable(typeof(Ignoring.WhenDefaultRequired)), JsonSerializable(typeof(Ignoring.WhenDefaultInit)), JsonSerializable(typeof(Ignoring.WhenNullParameter))]
[JsonSerializable(typeof(Ignoring.Ordered)), JsonSerializable(typeof(Ignoring.OrderedIgnored)), JsonSerializable(typeof(Ignoring.OrderedInherited)), JsonSerializable(typeof(Ignoring.OrderedRecord))]
[JsonSerializable(typeof(Ignoring.OrderedIgnoredExtended)), JsonSerializable(typeof(Ignoring.ConvertedIgnored))]
internal sealed partial class IgnoringOracle : JsonSerializerContext;
