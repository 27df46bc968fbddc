using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class RuleNotCheckedTests : RuleTests
{
    private const string Using = "using System.ComponentModel.DataAnnotations;\n";

    public override string Id => DiagnosticIds.RuleNotChecked;

    protected override IReadOnlyList<string> Broken =>
    [
        Using + """[ModeData("d")] public partial record D { [[|Range(1, 5)|]] public string? X { get; init; } }""",
        Using + """[ModeData("d")] public partial record D([[|StringLength(5)|]] int X);""",
        Using + """[ModeData("d")] public partial record D([property: [|EmailAddress|]] string X);""",
        Using + """[ModeData("d")] public partial record D { [[|RegularExpression("(")|]] public string? X { get; init; } }""",
        Using + """
        [ModeData("d")] public partial record D(Place Where);
        [ModeData("f")] public partial record F(List<Place> All);
        public record Place([[|Required|]] int Floor);
        """,
        """
        [ModeData("d")] public partial record D { [[|Even|]] public int X { get; init; } }
        public sealed class EvenAttribute : System.ComponentModel.DataAnnotations.ValidationAttribute;
        """,
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        Using + """[ModeData("d")] public partial record D([Range(1, 5)] int X, [StringLength(5)] string Y, [Required] int? Z, [MinLength(1)] int[] A);""",
        Using + """[ModeData("d")] public partial record D { [RegularExpression("^a+$"), Display(Name = "Letters")] public string? X { get; init; } }""",
        Using + """[ModeEvent("e")] public partial record E([property: EmailAddress] string X);""",
        Using + """[ModeData("d")] public partial record D { [EmailAddress] internal string? X { get; init; } }""",
    ];

    [Fact]
    public async Task The_message_says_what_to_do() =>
        Assert.Equal(
            "[Range] is not checked: its type is no number; declare a number, or remove the annotation",
            Assert.Single(await MessagesAsync(
                Using + """[ModeData("d")] public partial record D { [Range(1, 5)] public string? X { get; init; } }""")));
}
