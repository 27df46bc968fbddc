using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.CodeFixes;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class NotPartialTests : RuleTests
{
    public override string Id => DiagnosticIds.NotPartial;

    protected override IReadOnlyList<string> Broken =>
    [
        """[ModeEvent("temperature")] public record [|Temperature|](double Celsius);""",
        """[ModeCommand("setTarget")] public class [|SetTarget|];""",
        """[BulkLabel("vibration")] struct [|Vibration|];""",
        """
        public static class [|Thermostat|]
        {
            [ModeEvent("temperature")] public partial record Temperature(double Celsius);
            [ModeCommand("setTarget")] public partial record SetTarget(double Celsius);
        }
        """,
        """
        public class [|Outer|]
        {
            public partial struct Middle
            {
                [BulkLabel("vibration")] public class [|Inner|];
            }
        }
        """,
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        "public record Temperature(double Celsius);",
        """[ModeEvent("temperature")] public sealed partial record Temperature(double Celsius);""",
        """
        public partial interface IThermostat
        {
            [ModeEvent("temperature")] public partial record Temperature(double Celsius);
            public class Other;
        }
        """,
    ];

    [Fact]
    public async Task The_message_names_the_type_to_change_and_the_type_it_is_for() =>
        Assert.Equal(
            "'Thermostat' is not partial, so nothing can be generated for the [ModeEvent] type 'Temperature'; "
            + "add 'partial' to the declaration of 'Thermostat'",
            Assert.Single(await MessagesAsync(
                """class Thermostat { [ModeEvent("temperature")] public partial record Temperature(double Celsius); }""")));

    [Theory]
    [InlineData("""[ModeEvent("e")] public record E;""", """[ModeEvent("e")] public partial record E;""")]
    [InlineData("[ModeEvent(\"e\")]\n/* why */ class E;", "[ModeEvent(\"e\")]\n/* why */ partial class E;")]
    [InlineData("[ModeEvent(\"e\")]\nreadonly record struct E;", "[ModeEvent(\"e\")]\nreadonly partial record struct E;")]
    [InlineData(
        """public class C { [ModeEvent("e")] public partial record E; }""",
        """public partial class C { [ModeEvent("e")] public partial record E; }""")]
    public async Task The_fix_makes_the_type_partial(string source, string expected) =>
        Assert.Equal(expected, await CodeFixRun.ApplyAsync(new MakePartialCodeFix(), source));

    [Fact]
    public async Task All_types_are_made_partial_at_once() =>
        Assert.Equal(
            """public partial class C { [ModeEvent("e")] public partial record E; [ModeEvent("f")] internal partial class F; }""",
            await CodeFixRun.ApplyAllAsync(
                new MakePartialCodeFix(), """public class C { [ModeEvent("e")] public record E; [ModeEvent("f")] internal class F; }"""));
}
