using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Tests.Features;

/// <summary>How values are made: constructors, required and init-only members, defaults, callbacks.</summary>
public partial class CreationTests
{
    [ModeEvent("annotated")]
    public partial class Annotated
    {
        public Annotated() => How = "default";

        [JsonConstructor]
        public Annotated(int number, string text = "given", decimal rate = 1.50m, DayOfWeek day = DayOfWeek.Friday, int? maybe = 7)
        {
            (Number, Text, Rate, Day, Maybe) = (number, text, rate, day, maybe);
            How = "annotated";
        }

        public int Number { get; }

        public string Text { get; } = "";

        public decimal Rate { get; }

        public DayOfWeek Day { get; }

        public int? Maybe { get; }

        public string How { get; set; }
    }

    [ModeEvent("hiddenConstructor")]
    public partial class HiddenConstructor
    {
        [JsonConstructor]
        private HiddenConstructor(int number) => Number = number;

        public int Number { get; }

        public required string Text { get; init; }

        public string Kept { get; init; } = "kept";

        public static HiddenConstructor Make(int number) => new(number) { Text = "t" };
    }

    [ModeEvent("requiring")]
    public partial class Requiring
    {
        public Requiring(int a) => A = a;

        public required int A { get; init; }

        public required string B { get; set; }

        [JsonRequired] public int C { get; set; }

        [JsonRequired] public int D { get; init; } = 4;

        public string? E { get; init; } = "kept";

        public List<int> F { get; set; } = [1];
    }

    [ModeEvent("setsRequired")]
    public partial class SetsRequired
    {
        [SetsRequiredMembers]
        public SetsRequired() => A = "set";

        public required string A { get; set; }
    }

    public record Generic<T>(T First)
    {
        public T? Second { get; init; }

        public required T Third { get; init; }

        public string Kept { get; init; } = "kept";
    }

    [ModeEvent("generics")]
    public partial record Generics(Generic<int> Numbers, Generic<string> Texts, Generic<Generic<int?>>? Nested);

    public readonly record struct Pair(int A, string? B);

    public struct Mutable
    {
        public Mutable()
        {
        }

        public int A { get; set; } = 3;

        public int B { get; init; } = 4;
    }

    [ModeEvent("structs")]
    public partial record struct Structs(Pair Pair, Pair? Maybe, Mutable Mutable, Mutable? None, List<Pair?> Many, KeyValuePair<string, int> Entry, Tuple<int, string>? Tuple);

    [ModeEvent("node")]
    public partial class Node
    {
        public int Value { get; set; }

        public Node? Next { get; set; }

        public List<Node> Children { get; set; } = [];

        public Dictionary<string, Node?>? Named { get; set; }
    }

    [ModeEvent("called")]
    public partial class Called : IJsonOnSerializing, IJsonOnSerialized, IJsonOnDeserializing, IJsonOnDeserialized
    {
        public string Log { get; set; } = "";

        public CalledStruct Inner { get; set; }

        public void OnSerializing() => Log += "s";

        public void OnSerialized() => Log += "S";

        public void OnDeserializing() => Log += "d";

        public void OnDeserialized() => Log += "D";
    }

    public struct CalledStruct : IJsonOnSerializing, IJsonOnDeserialized
    {
        public int A { get; set; }

        void IJsonOnSerializing.OnSerializing() => A++;

        void IJsonOnDeserialized.OnDeserialized() => A += 100;
    }

    [ModeEvent("wide")]
    public partial class Wide
    {
        public required int P0 { get; init; }
        public required int P1 { get; init; }
        public required int P2 { get; init; }
        public required int P3 { get; init; }
        public required int P4 { get; init; }
        public required int P5 { get; init; }
        public required int P6 { get; init; }
        public required int P7 { get; init; }
        public required int P8 { get; init; }
        public required int P9 { get; init; }
        public required int P10 { get; init; }
        public required int P11 { get; init; }
        public required int P12 { get; init; }
        public required int P13 { get; init; }
        public required int P14 { get; init; }
        public required int P15 { get; init; }
        public required int P16 { get; init; }
        public required int P17 { get; init; }
        public required int P18 { get; init; }
        public required int P19 { get; init; }
        public required int P20 { get; init; }
        public required int P21 { get; init; }
        public required int P22 { get; init; }
        public required int P23 { get; init; }
        public required int P24 { get; init; }
        public required int P25 { get; init; }
        public required int P26 { get; init; }
        public required int P27 { get; init; }
        public required int P28 { get; init; }
        public required int P29 { get; init; }
        public required int P30 { get; init; }
        public required int P31 { get; init; }
        public required int P32 { get; init; }
        public required int P33 { get; init; }
        public required int P34 { get; init; }
        public required int P35 { get; init; }
        public required int P36 { get; init; }
        public required int P37 { get; init; }
        public required int P38 { get; init; }
        public required int P39 { get; init; }
        public required int P40 { get; init; }
        public required int P41 { get; init; }
        public required int P42 { get; init; }
        public required int P43 { get; init; }
        public required int P44 { get; init; }
        public required int P45 { get; init; }
        public required int P46 { get; init; }
        public required int P47 { get; init; }
        public required int P48 { get; init; }
        public required int P49 { get; init; }
        public required int P50 { get; init; }
        public required int P51 { get; init; }
        public required int P52 { get; init; }
        public required int P53 { get; init; }
        public required int P54 { get; init; }
        public required int P55 { get; init; }
        public required int P56 { get; init; }
        public required int P57 { get; init; }
        public required int P58 { get; init; }
        public required int P59 { get; init; }
        public required int P60 { get; init; }
        public required int P61 { get; init; }
        public required int P62 { get; init; }
        public required int P63 { get; init; }
        public required int P64 { get; init; }
        public required int P65 { get; init; }
        public int P66 { get; init; } = 66;
        public int P67 { get; init; } = 67;
    }

    [Theory]
    [InlineData("""{"number":1}""")]
    [InlineData("{}")]
    [InlineData("""{"number":1,"text":null}""")]
    [InlineData("""{"NUMBER":1,"number":2,"how":"set","rate":2,"day":"monday","maybe":null}""")]
    public void The_annotated_constructor_is_called_with_its_defaults(string json) => Reference.SameRead(JsonContext.Default.Annotated, json);

    [Theory]
    [InlineData("""{"number":1,"text":"x"}""")]
    [InlineData("""{"number":1}""")]
    [InlineData("""{"number":1,"text":"x","kept":"y"}""")]
    public void A_private_constructor_may_be_annotated(string json)
    {
        Reference.SameRead(JsonContext.Default.HiddenConstructor, json);
        Reference.Same(JsonContext.Default.HiddenConstructor, HiddenConstructor.Make(3));
    }

    [Theory]
    [InlineData("""{"a":1,"b":"x","c":3,"d":4}""")]
    [InlineData("""{"a":1,"b":"x","c":3,"d":5,"e":null,"f":[]}""")]
    [InlineData("""{"a":1,"b":null,"c":3,"d":4}""")]
    [InlineData("""{"b":"x","d":4}""")]
    [InlineData("{}")]
    public void Required_members_must_come(string json) => Reference.SameRead(JsonContext.Default.Requiring, json);

    [Fact]
    public void All_that_is_missing_is_named()
    {
        var error = Assert.Throws<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Deserialize("""{"b":"x"}""", JsonContext.Default.Requiring));
        Assert.Contains("'a', 'c', 'd'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constructor_may_set_what_is_required() => Reference.SameRead(JsonContext.Default.SetsRequired, "{}");

    [Theory]
    [InlineData("""{"numbers":{"first":1,"third":3},"texts":{"first":"a","second":null,"third":"b","kept":"c"},"nested":null}""")]
    [InlineData("""{"numbers":{"first":1,"second":2,"third":3},"texts":{"first":"a","third":"b"},"nested":{"first":{"first":1,"third":null},"third":{"first":null,"third":1,"second":2}}}""")]
    [InlineData("""{"numbers":{"first":1},"texts":null,"nested":null}""")]
    public void Generic_types_are_made_alike(string json) => Reference.SameRead(JsonContext.Default.Generics, json);

    [Fact]
    public void Structs_are_made_alike()
    {
        Reference.Same(JsonContext.Default.Structs, default(Structs) with { Many = [null, new(1, "b")], Tuple = Tuple.Create(1, "x"), Entry = new("k", 1) });
        Reference.SameRead(JsonContext.Default.Structs, """{"pair":{},"maybe":null,"mutable":{"b":1},"many":[{"a":1},null],"entry":{"value":1,"key":"k"},"tuple":{"item2":"a","item1":1}}""");
        Reference.SameRead(JsonContext.Default.Structs, """{"pair":null}""");
        Reference.SameRead(JsonContext.Default.Structs, """{"entry":{"key":"k"}}""");
    }

    [Fact]
    public void Recursive_types_are_made_alike() => Reference.Same(
        JsonContext.Default.Node,
        new Node { Value = 1, Next = new Node { Value = 2 }, Children = [new(), new() { Children = [new()] }], Named = new() { ["a"] = null, ["b"] = new() } });

    [Fact]
    public void Callbacks_are_called()
    {
        var expected = new Called { Inner = new() { A = 1 } };
        var actual = new Called { Inner = new() { A = 1 } };
        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(expected, Reference.Options),
            System.Text.Json.JsonSerializer.Serialize(actual, JsonContext.Default.Called));
        Assert.Equal("sS", actual.Log);
        Reference.SameRead(JsonContext.Default.Called, """{"log":"x","inner":{"a":5}}""");
        Reference.SameRead(JsonContext.Default.Called, "{}");
    }

    [Fact]
    public void More_members_than_a_word_has_bits_are_told_apart()
    {
        string all = string.Join(',', Enumerable.Range(0, 66).Select(i => $"\"p{i}\":{i}"));
        Reference.SameRead(JsonContext.Default.Wide, $"{{{all}}}");
        Reference.SameRead(JsonContext.Default.Wide, $"{{{all},\"p67\":1}}");
        foreach (int i in new[] { 0, 63, 64, 65 })
            Reference.SameRead(JsonContext.Default.Wide, $"{{{all.Replace($"\"p{i}\":", "\"x\":", StringComparison.Ordinal)}}}");
    }
}
