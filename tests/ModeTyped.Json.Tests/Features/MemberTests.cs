using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Tests.Features;

/// <summary>Which members are part of the JSON, when, in which order and under which names.</summary>
public partial class MemberTests
{
    [ModeEvent("ignoring")]
    public partial class Ignoring
    {
        [JsonIgnore] public int Always { get; set; } = 1;

        [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public int Never { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public double Number { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Guid Id { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public DayOfWeek Day { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Point Point { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Text { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Maybe { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)] public int OnlyRead { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)] public int OnlyWritten { get; set; } = 7;
    }

    public record struct Point(int X, int Y);

    [ModeEvent("included")]
    public partial class Included
    {
        [JsonInclude] public int PublicField;

        public int FieldLeftOut = 3;

        [JsonInclude] internal int InternalField;

        [JsonInclude] private string _secret = "s";

        [JsonInclude] public int PrivateSetter { get; private set; } = 5;

        [JsonInclude] public int PrivateGetter { private get; set; } = 6;

        [JsonInclude] private int PrivateProperty { get; set; } = 8;

        [JsonInclude] public readonly int ReadOnlyField = 9;

        public int InternalSetter { get; internal set; } = 10;

        public void Set(int value, string secret) => (PrivateSetter, PrivateProperty, _secret, InternalSetter) = (value, value, secret, value);
    }

    [ModeEvent("ordered")]
    public partial class Ordered
    {
        [JsonPropertyOrder(2)] public int A { get; set; }

        public int B { get; set; }

        [JsonPropertyOrder(-1)] public int C { get; set; }

        [JsonPropertyOrder(2)] public int D { get; set; }

        [JsonPropertyName("é\"<name>"), JsonPropertyOrder(1)] public int Named { get; set; }
    }

    public class Base
    {
        public int Shared { get; set; } = 1;

        public virtual int Overridden { get; set; } = 2;

        public int Hidden { get; set; } = 3;

        public int Renamed { get; set; } = 4;

        public virtual int Dropped { get; set; } = 5;

        public int Later { get; protected set; } = 6;
    }

    [ModeEvent("inherited")]
    public partial class Inherited : Base
    {
        public int Own { get; set; } = 10;

        public override int Overridden { get; set; } = 20;

        public new string Hidden { get; set; } = "30";

        [JsonPropertyName("other")] public new int Renamed { get; set; } = 40;

        [JsonIgnore] public override int Dropped { get; set; } = 50;
    }

    [ModeEvent("extended")]
    public partial class Extended
    {
        public int Known { get; set; }

        public int ReadOnly => 9;

        [JsonIgnore] public int Ignored { get; set; }

        [JsonExtensionData] public Dictionary<string, JsonElement>? More { get; set; }
    }

    [ModeEvent("extendedObject")]
    public partial record ExtendedObject(int Known)
    {
        [JsonExtensionData] public JsonObject? More { get; init; }
    }

    [ModeEvent("extendedFilled")]
    public partial class ExtendedFilled
    {
        [JsonExtensionData] public IDictionary<string, JsonElement> More { get; } = new Dictionary<string, JsonElement>();
    }

    [ModeEvent("strict"), JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public partial class Strict
    {
        public int Known { get; set; }

        public int ReadOnly => 9;

        [JsonIgnore] public int Ignored { get; set; }
    }

    [Fact]
    public void Ignore_conditions_hold()
    {
        Reference.Same(JsonContext.Default.Ignoring, new Ignoring());
        Reference.Same(JsonContext.Default.Ignoring, new Ignoring
        {
            Always = 2,
            Never = 3,
            Number = double.Epsilon,
            Id = Guid.NewGuid(),
            Day = DayOfWeek.Friday,
            Point = new(1, 0),
            Text = "t",
            Maybe = 0,
            OnlyRead = 4,
            OnlyWritten = 5,
        });
        Reference.SameRead(JsonContext.Default.Ignoring, """{"always":5,"onlyRead":5,"onlyWritten":5,"maybe":null,"text":null}""");
    }

    [Fact]
    public void Included_members_need_not_be_public()
    {
        var value = new Included { PublicField = 1, InternalField = 2, PrivateGetter = 3 };
        value.Set(4, "other");
        Reference.Same(JsonContext.Default.Included, value);
        Reference.SameRead(JsonContext.Default.Included, """{"readOnlyField":1,"internalSetter":2,"fieldLeftOut":3,"_secret":null}""");
    }

    [Fact]
    public void Order_is_stable()
    {
        Reference.Same(JsonContext.Default.Ordered, new Ordered { A = 1, B = 2, C = 3, D = 4, Named = 5 });
        Reference.SameRead(JsonContext.Default.Ordered, """{"\u00e9\"\u003cname>":7,"\u0061":3}""");
    }

    [Fact]
    public void Members_of_bases_follow_hiding_and_overriding()
    {
        var value = new Inherited();
        ((Base)value).Renamed = 41;
        Reference.Same(JsonContext.Default.Inherited, value);
        Reference.SameRead(JsonContext.Default.Inherited, """{"renamed":1,"other":2,"hidden":"x","overridden":3,"dropped":4,"later":5,"shared":6}""");
    }

    [Fact]
    public void Extension_data_takes_what_no_member_does()
    {
        const string Json = """{"known":1,"b":[1,{"c":null}],"readOnly":3,"ignored":4,"b":2,"\u0061":"x"}""";
        Reference.SameRead(JsonContext.Default.Extended, Json);
        Reference.SameRead(JsonContext.Default.ExtendedObject, Json);
        Reference.SameRead(JsonContext.Default.ExtendedFilled, Json);
        Reference.Same(JsonContext.Default.Extended, new Extended { Known = 1, More = new() { ["ü"] = JsonDocument.Parse(" [ 1 , 2.50 ]").RootElement } });
        Reference.Same(JsonContext.Default.ExtendedFilled, new ExtendedFilled());
    }

    [Theory]
    [InlineData("""{"known":1}""")]
    [InlineData("""{"readOnly":1,"ignored":2}""")]
    [InlineData("""{"known":1,"Known":2}""")]
    [InlineData("""{"other":{"known":1}}""")]
    public void Unmapped_members_are_refused_where_the_type_says_so(string json) => Reference.SameRead(JsonContext.Default.Strict, json);
}
