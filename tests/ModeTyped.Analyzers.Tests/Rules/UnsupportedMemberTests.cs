using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.CodeFixes;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class UnsupportedMemberTests : RuleTests
{
    public override string Id => DiagnosticIds.UnsupportedMember;

    protected override IReadOnlyList<string> Broken =>
    [
        """[ModeEvent("e")] public partial record E { public object? [|X|] { get; set; } }""",
        """[ModeEvent("e")] public partial record E { public int[,]? [|X|] { get; set; } }""",
        """[ModeEvent("e")] public partial record E { public Action? [|X|] { get; set; } }""",
        """[ModeCommand("c")] public partial class C { public (int, int) [|X|] { get; set; } public System.IO.Stream? [|Y|] { get; set; } }""",
        """[ModeCommand("c")] public partial class C { public List<Func<int>> [|X|] { get; set; } = []; }""",
        """
        [ModeEvent("a")] public partial record A(Place Where);
        [ModeEvent("b")] public partial record B(List<Place> Where);
        public record Place { public Type? [|Kind|] { get; set; } }
        """,
        """
        [ModeCommand("c")] public partial class C { public Place? Where { get; set; } }
        public class [|Place|] { public Place(int x) => X = x; public Place(string x) => X = x.Length; public int X { get; } }
        """,
        """[ModeCommand("c")] public partial class C(int [|y|]) { public int X { get; set; } = y; }""",
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """public record E { public object? X { get; set; } }""",
        """[BulkLabel("l")] public partial class L { public object? X { get; set; } }""",
        """
        using System.Text.Json.Serialization;
        [ModeEvent("e")] public partial record E
        {
            [JsonIgnore] public object? X { get; set; }
            private object? Y { get; set; }
            public static object? Z { get; set; }
            public int? Count { get; set; }
            public Dictionary<string, List<int[]>> Lists { get; set; } = [];
            public E? Inner { get; set; }
        }
        """,
    ];

    [Fact]
    public async Task The_message_says_what_is_wrong_and_what_to_do() =>
        Assert.Equal(
            "'E.X' cannot be part of a payload: the array 'int[,]' has more than one dimension, which JSON arrays have not; "
            + "use an array of arrays",
            Assert.Single(await MessagesAsync("""[ModeEvent("e")] public partial record E { public int[,]? X { get; set; } }""")));

    [Fact]
    public async Task What_does_not_exist_is_left_to_the_compiler() =>
        Assert.Empty(await MessagesAsync("""[ModeEvent("e")] public partial record E { public List<Missing>? X { get; set; } }"""));

    [Fact]
    public async Task One_fix_leaves_the_member_out() =>
        Assert.Equal(
            """
            using System.Text.Json.Serialization;

            [ModeEvent("e")]
            public partial record E
            {
                // why
                [JsonIgnore]
                public object? X { get; set; }
            }
            """,
            await CodeFixRun.ApplyAsync(
                new LeaveOutCodeFix(),
                """
                using System.Text.Json.Serialization;

                [ModeEvent("e")]
                public partial record E
                {
                    // why
                    public object? X { get; set; }
                }
                """));

    [Fact]
    public async Task All_members_are_left_out_at_once()
    {
        string changed = await CodeFixRun.ApplyAllAsync(
            new LeaveOutCodeFix(),
            "[ModeEvent(\"e\")]\npublic partial record E\n{\n    public object? X { get; set; }\n\n    public Action? Y { get; set; }\n}\n");
        Assert.Empty(await MessagesAsync(changed));
    }

    [Fact]
    public async Task A_parameter_is_not_left_out_since_it_is_read() =>
        Assert.Empty(await CodeFixRun.TitlesAsync(new LeaveOutCodeFix(), """[ModeEvent("e")] public partial record E(object X);"""));

    [Theory]
    [InlineData("""[ModeEvent("e")] public partial record E(object X);""", "typeof(XConverter)", "XConverter : JsonConverter<object>")]
    [InlineData("""[ModeEvent("e")] public partial record E { public (int, string?) X { get; set; } }""", "typeof(XConverter)", "XConverter : JsonConverter<(int, string?)>")]
    [InlineData("""[ModeEvent("e")] public partial record E { public object? X { get; set; } } class XConverter;""", "typeof(XConverter2)", "XConverter2 : JsonConverter<object>")]
    [InlineData("""namespace A { public partial class C { [ModeEvent("e")] public partial record E { public object? X { get; set; } } } }""", "typeof(XConverter)", "XConverter : JsonConverter<object>")]
    public async Task Another_fix_adds_a_converter_to_write(string source, string attribute, string converter)
    {
        string changed = await CodeFixRun.ApplyAsync(new AddConverterCodeFix(), source);
        Assert.True(changed.Contains(attribute, StringComparison.Ordinal) && changed.Contains(converter, StringComparison.Ordinal), changed);
    }
}
