using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.CodeFixes;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class UnsupportedQualityOfServiceTests : RuleTests
{
    public override string Id => DiagnosticIds.UnsupportedQualityOfService;

    protected override IReadOnlyList<string> Broken =>
    [
        """[ModeEvent("e", QualityOfService = [|(QualityOfService)2|])] public partial record E(int X);""",
        """[BulkLabel("l", QualityOfService = [|(QualityOfService)(-1)|])] public partial class L;""",
        """
        [ModeEvent("e", QualityOfService = [|Levels.Highest|])] public partial record E(int X);
        static class Levels { public const QualityOfService Highest = [|(QualityOfService)2|]; }
        """,
        """class C { SendOptions Options => new([|(QualityOfService)2|]); }""",
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """[ModeEvent("e", QualityOfService = QualityOfService.AtMostOnce)] public partial record E(int X);""",
        """[ModeEvent("e", QualityOfService = (QualityOfService)1)] public partial record E(int X);""",
        """class C { QualityOfService Convert(int level) => (QualityOfService)level; }""",
    ];

    [Theory]
    [InlineData(
        """[ModeEvent("e", QualityOfService = (QualityOfService)2)] public partial record E(int X);""",
        """[ModeEvent("e", QualityOfService = QualityOfService.AtLeastOnce)] public partial record E(int X);""")]
    [InlineData(
        """class C { SendOptions Options => new((QualityOfService)2); }""",
        """class C { SendOptions Options => new(QualityOfService.AtLeastOnce); }""")]
    public async Task The_fix_uses_the_highest_level_that_MODE_accepts(string source, string expected) =>
        Assert.Equal(expected, await CodeFixRun.ApplyAsync(new UseAtLeastOnceCodeFix(), source));

    [Fact]
    public async Task All_levels_are_changed_at_once() =>
        Assert.Equal(
            """[BulkLabel("a", QualityOfService = QualityOfService.AtLeastOnce)] partial class A; [BulkLabel("b", QualityOfService = QualityOfService.AtLeastOnce)] partial class B;""",
            await CodeFixRun.ApplyAllAsync(
                new UseAtLeastOnceCodeFix(),
                """[BulkLabel("a", QualityOfService = (QualityOfService)2)] partial class A; [BulkLabel("b", QualityOfService = (QualityOfService)3)] partial class B;"""));
}
