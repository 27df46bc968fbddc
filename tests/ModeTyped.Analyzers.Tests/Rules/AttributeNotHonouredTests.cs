using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.CodeFixes;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class AttributeNotHonouredTests : RuleTests
{
    private const string Using = "using System.Text.Json.Serialization;\n";

    public override string Id => DiagnosticIds.AttributeNotHonoured;

    protected override IReadOnlyList<string> Broken =>
    [
        Using + """
        [ModeCommand("c")] public partial record C
        {
            [[|JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)|]] public List<int> X { get; } = [];
        }
        """,
        Using + """
        [ModeCommand("c"), [|JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)|]] public partial record C(int X);
        """,
        Using + """
        [ModeEvent("a")] public partial record A(Place Where);
        [ModeEvent("b")] public partial record B(Place Where);
        [[|JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)|]] public record Place(int X);
        """,
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        Using + """
        [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public record Place(int X);
        [ModeEvent("e")] public partial record E([property: JsonPropertyName("y")] int X, [property: JsonIgnore] int Z = 0);
        """,
        """
        [ModeEvent("e")] public partial record E { [Obsolete, JsonProperty] public int X { get; set; } }
        public sealed class JsonPropertyAttribute : Attribute;
        """,
    ];

    [Fact]
    public async Task The_message_names_the_attribute_and_the_member() =>
        Assert.Equal(
            "[JsonObjectCreationHandling] has no effect on 'C.X': payload code does not honour it; "
            + "remove it, or give the member a [JsonConverter]",
            Assert.Single(await MessagesAsync(Using + """
                [ModeCommand("c")] public partial record C
                {
                    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public List<int> X { get; } = [];
                }
                """)));

    [Theory]
    [InlineData(
        "{\n    // why\n    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] // then\n    public List<int> X { get; } = [];\n}",
        "{\n    // why\n     // then\n    public List<int> X { get; } = [];\n}")]
    [InlineData(
        "{ [JsonPropertyName(\"y\"), JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public List<int> X { get; } = []; }",
        "{ [JsonPropertyName(\"y\")] public List<int> X { get; } = []; }")]
    public async Task The_fix_removes_the_attribute(string members, string expected) =>
        Assert.Equal(
            Using + "[ModeCommand(\"c\")] public partial record C\n" + expected,
            await CodeFixRun.ApplyAsync(new RemoveAttributeCodeFix(), Using + "[ModeCommand(\"c\")] public partial record C\n" + members));

    [Fact]
    public async Task All_attributes_are_removed_at_once()
    {
        const string Attribute = "[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]";
        string source = Using + $$"""[ModeEvent("e")] public partial record E { {{Attribute}} public int[]? X { get; set; } {{Attribute}} public int[]? Y { get; set; } }""";
        Assert.DoesNotContain(Attribute, await CodeFixRun.ApplyAllAsync(new RemoveAttributeCodeFix(), source), StringComparison.Ordinal);
    }
}
