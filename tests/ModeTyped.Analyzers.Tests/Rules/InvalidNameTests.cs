using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.CodeFixes;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class InvalidNameTests : RuleTests
{
    public override string Id => DiagnosticIds.InvalidName;

    protected override IReadOnlyList<string> Broken =>
    [
        """[ModeEvent([|""|])] public partial record E(int X);""",
        """[ModeEvent([|null!|])] public partial record E(int X);""",
        """[ModeCommand([|" "|])] public partial record C(int X);""",
        """[ModeEvent([|"\ud800"|])] public partial record E(int X);""",
        """[BulkLabel([|"a/b"|])] public partial class L;""",
        """[BulkLabel([|"a+"|])] public partial class L;""",
        """[BulkLabel(label: [|"#"|])] public partial class L;""",
        """[BulkLabel([|"a\u0000"|])] public partial class L;""",
        """[BulkLabel([|"a\u007f"|])] public partial class L;""",
        """[BulkLabel([|"request"|])] public partial class L;""",
        """[BulkLabel([|"response"|])] public partial class L;""",
        $$"""[BulkLabel([|"{{new string('é', 32_743)}}"|])] public partial class L;""",
        """
        public partial class Thermostat
        {
            private const string Label = "a/b";
            [BulkLabel([|Label|])] public partial class L;
        }
        """,
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """[ModeEvent("a/b + #")] public partial record E(int X);""",
        """[ModeCommand("request")] public partial record C(int X);""",
        """[BulkLabel("Request")] public partial class L;""",
        """[BulkLabel("振動-1 \ud83d\ude00")] public partial class L;""",
        $$"""[BulkLabel("{{new string('é', 32_742)}}")] public partial class L;""",
    ];

    [Fact]
    public async Task The_message_says_what_is_wrong_with_the_name() =>
        Assert.Equal(
            "The bulk label 'a/b' contains '/', but it is one level of an MQTT topic; use the label as the Smart Module's configuration has it",
            Assert.Single(await MessagesAsync("""[BulkLabel("a/b")] public partial class L;""")));

    [Theory]
    [InlineData("""[ModeEvent("")] public partial record DoorOpened(int X);""", """[ModeEvent("doorOpened")] public partial record DoorOpened(int X);""")]
    [InlineData("""[BulkLabel(label: " ")] public partial class L;""", """[BulkLabel(label: "l")] public partial class L;""")]
    public async Task The_fix_names_what_has_no_name_after_its_type(string source, string expected) =>
        Assert.Equal(expected, await CodeFixRun.ApplyAsync(new NameAfterTypeCodeFix(), source));

    [Theory]
    [InlineData("""[BulkLabel("a/b")] public partial class L;""")]
    [InlineData("""[BulkLabel("")] public partial class Request;""")]
    [InlineData("""[ModeEvent("")] public partial record A(int X); [ModeEvent("a")] public partial record B(int X);""")]
    public async Task No_fix_is_offered_where_no_name_is_right(string source) =>
        Assert.Empty(await CodeFixRun.TitlesAsync(new NameAfterTypeCodeFix(), source));
}
