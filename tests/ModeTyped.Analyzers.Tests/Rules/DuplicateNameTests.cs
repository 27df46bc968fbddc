using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.CodeFixes;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class DuplicateNameTests : RuleTests
{
    public override string Id => DiagnosticIds.DuplicateName;

    protected override IReadOnlyList<string> Broken =>
    [
        """
        [ModeEvent("e")] public partial record A(int X);
        [ModeEvent([|"e"|])] public partial record B(int X);
        [ModeEvent([|"e"|])] public partial record C(int X);
        """,
        """
        [ModeCommand("setTarget")] public partial record A(int X);
        [ModeCommand([|"SETTARGET"|])] public partial record B(int X);
        """,
        """
        [BulkLabel("l")] public partial class A;
        namespace Other { [BulkLabel([|"l"|])] public partial class B; }
        """,
        """
        public partial class Thermostat
        {
            [ModeEvent("e")] public partial record A(int X);
            [ModeEvent([|"e"|])] public partial record B(int X);
        }
        """,
        """
        [ModeData("settings")] public partial record A(int X);
        [ModeData([|"settings"|])] public partial record B(int X);
        """,
        """
        [ModeData("sensor*")] public partial record A(int X);
        [ModeData([|"sensor1"|])] public partial record B(int X);
        [ModeData([|"s*"|])] public partial record C(int X);
        """,
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """
        [ModeEvent("e")] public partial record A(int X);
        [ModeEvent("E")] public partial record B(int X);
        [ModeCommand("e")] public partial record C(int X);
        [BulkLabel("e")] public partial class D;
        [BulkLabel("E")] public partial class E;
        [ModeData("e")] public partial record F(int X);
        [ModeData("E")] public partial record G(int X);
        [ModeData("s-*")] public partial record H(int X);
        [ModeData("s")] public partial record I(int X);
        """,
        """
        [ModeEvent("e")] public partial record Top(int X);
        public partial class Thermostat { [ModeEvent("e")] public partial record A(int X); }
        public partial class Camera { [ModeEvent("e")] public partial record A(int X); }
        """,
    ];

    [Fact]
    public async Task The_message_names_the_type_that_has_the_name_already() =>
        Assert.Equal(
            "The action 'SETTARGET' is already taken by 'A' (case does not count); give every type of a contract its own",
            Assert.Single(await MessagesAsync(
                """
                [ModeCommand("setTarget")] public partial record A(int X);
                [ModeCommand("SETTARGET")] public partial record B(int X);
                """)));

    [Fact]
    public async Task The_fix_names_a_copied_type_after_itself() =>
        Assert.Equal(
            """[ModeEvent("temperature")] public partial record Temperature(int X); [ModeEvent("humidity")] public partial record Humidity(int X);""",
            await CodeFixRun.ApplyAsync(
                new NameAfterTypeCodeFix(),
                """[ModeEvent("temperature")] public partial record Temperature(int X); [ModeEvent("temperature")] public partial record Humidity(int X);"""));

    [Theory]
    [InlineData("""[ModeCommand("A")] public partial record Other(int X); [ModeCommand("a")] public partial record A(int X);""")]
    [InlineData("""[ModeEvent("e")] public partial record A(int X); [ModeEvent(N.B)] public partial record B(int X); static class N { public const string B = "e"; }""")]
    public async Task No_fix_is_offered_where_no_name_is_right(string source) =>
        Assert.Empty(await CodeFixRun.TitlesAsync(new NameAfterTypeCodeFix(), source));
}
