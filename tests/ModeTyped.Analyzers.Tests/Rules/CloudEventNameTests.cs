using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.CodeFixes;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class CloudEventNameTests : RuleTests
{
    public override string Id => DiagnosticIds.CloudEventName;

    protected override IReadOnlyList<string> Broken =>
    [
        """[ModeEvent([|"_deviceConnected_"|])] public partial record E(int X);""",
        """[ModeEvent([|"_mine_"|])] public partial record E(int X);""",
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """[ModeEvent("_private")] public partial record E(int X);""",
        """[ModeEvent("trailing_")] public partial record E(int X);""",
        """[ModeEvent("snake_case")] public partial record E(int X);""",
        """[ModeEvent("_")] public partial record E(int X);""",
        """[ModeCommand("_deviceConnected_")] public partial record C(int X);""",
    ];

    [Fact]
    public async Task The_fix_drops_the_underscores() =>
        Assert.Equal(
            """[ModeEvent("deviceConnected")] public partial record E(int X);""",
            await CodeFixRun.ApplyAsync(
                new DropUnderscoresCodeFix(), """[ModeEvent("_deviceConnected_")] public partial record E(int X);"""));

    [Theory]
    [InlineData("""[ModeEvent("___")] public partial record E(int X);""")]
    [InlineData("""[ModeEvent(N.A)] public partial record E(int X); static class N { public const string A = "_a_"; }""")]
    public async Task No_fix_is_offered_where_no_name_is_right(string source) =>
        Assert.Empty(await CodeFixRun.TitlesAsync(new DropUnderscoresCodeFix(), source));

    [Fact]
    public async Task All_names_are_changed_at_once() =>
        Assert.Equal(
            """[ModeEvent("a")] public partial record A(int X); [ModeEvent("b")] public partial record B(int X);""",
            await CodeFixRun.ApplyAllAsync(
                new DropUnderscoresCodeFix(),
                """[ModeEvent("_a_")] public partial record A(int X); [ModeEvent("_b_")] public partial record B(int X);"""));
}
