using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class InvalidRateTests : RuleTests
{
    public override string Id => DiagnosticIds.InvalidRate;

    protected override IReadOnlyList<string> Broken =>
    [
        """[ModeEvent("e", MaxPerMinute = [|-1|])] public partial record E(int X);""",
        """[ModeEvent("e", MaxPerMinute = [|601|])] public partial record E(int X);""",
        """
        [ModeEvent("a", MaxPerMinute = 200)] public partial record A(int X);
        [ModeEvent("b", MaxPerMinute = [|300|])] public partial record B(int X);
        [ModeEvent("c", MaxPerMinute = 101)] public partial record C(int X);
        """,
        """
        [ModeEvent("a", MaxPerMinute = [|2000000000|])] public partial record A(int X);
        [ModeEvent("b", MaxPerMinute = 2000000000)] public partial record B(int X);
        """,
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """
        [ModeEvent("a", MaxPerMinute = 300)] public partial record A(int X);
        [ModeEvent("b", MaxPerMinute = 300)] public partial record B(int X);
        [ModeEvent("c")] public partial record C(int X);
        [ModeEvent("d", MaxPerMinute = 0)] public partial record D(int X);
        """,
        """
        public partial class Thermostat { [ModeEvent("a", MaxPerMinute = 400)] public partial record A(int X); }
        public partial class Camera { [ModeEvent("a", MaxPerMinute = 400)] public partial record A(int X); }
        """,
    ];

    [Fact]
    public async Task The_message_tells_the_sum() =>
        Assert.Contains(
            "declare 700 sends a minute",
            Assert.Single(await MessagesAsync(
                """
                [ModeEvent("a", MaxPerMinute = 300)] public partial record A(int X);
                [ModeEvent("b", MaxPerMinute = 400)] public partial record B(int X);
                """)),
            StringComparison.Ordinal);
}
