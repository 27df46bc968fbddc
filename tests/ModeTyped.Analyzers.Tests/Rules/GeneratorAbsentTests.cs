using Microsoft.CodeAnalysis;
using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class GeneratorAbsentTests : RuleTests
{
    private const string Library = """
        namespace Library
        {
            [ModeEvent("temperature")] public partial record Temperature(double Celsius);
            [ModeCommand("setTarget")] public partial record SetTarget(double Celsius);
            [BulkLabel("vibration")] public partial class Vibration;
            public record Place(int Floor);
        }
        """;

    public override string Id => DiagnosticIds.GeneratorAbsent;

    protected override IReadOnlyList<string> Broken =>
    [
        """class C { object Make() => new Library.[|Temperature|](21.5); }""",
        """class C { Library.[|Vibration|]? Label { get; set; } }""",
        """using Library; class C { [|SetTarget|]? Last { get; set; } List<[|Temperature|]> All { get; } = []; }""",
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """class C { object Make() => new Library.Place(1); }""",
        """[ModeEvent("e")] public partial record E(Library.Place Where);""",
    ];

    [Fact]
    public async Task The_message_names_the_project_to_change() =>
        Assert.Equal(
            "'Temperature' has [ModeEvent], but 'Library' was built without ModeTyped's generator; reference the ModeTyped package "
            + "from the project that declares the type and build it again",
            Assert.Single(await MessagesAsync(Broken[0].Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal))));

    [Fact]
    public async Task A_library_that_ran_the_generator_is_no_problem()
    {
        MetadataReference library = ContractProject.Build(ContractProject.Compile(Library).Output);
        ContractProject project = ContractProject.Compile("class C { object Make() => new Library.Temperature(21.5); }", library);
        Assert.Empty(await project.AnalyzeAsync());
    }

    private protected override ContractProject Compile(string source) =>
        ContractProject.Compile(source, ContractProject.Build(ContractProject.Compile(Library).Input));
}
