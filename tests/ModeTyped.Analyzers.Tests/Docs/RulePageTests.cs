using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ModeTyped.Analyzers.Tests.Harness;

namespace ModeTyped.Analyzers.Tests.Docs;

/// <summary>What the rules' pages show is true: what they call wrong breaks that rule alone, and what they call right breaks none.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Ids => [.. RuleBook.Ids];

    [Theory, MemberData(nameof(Ids))]
    public async Task What_the_page_calls_wrong_breaks_the_rule(string id)
    {
        RulePage page = RuleBook.Pages[id];
        ContractProject project = Compile(page, "Cause", library => library.Input);

        ImmutableArray<Diagnostic> reported = await AnalyzeAsync(page, "Cause", project);

        Assert.NotEmpty(reported);
        Assert.All(reported, diagnostic => Assert.True(diagnostic.Id == id, diagnostic.ToString()));
        Assert.All(project.Errors, error => Assert.Contains(error.Id, page.Text, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task What_the_page_calls_right_breaks_none(string id)
    {
        RulePage page = RuleBook.Pages[id];
        ContractProject project = Compile(page, "How to fix it", library => library.Output);

        Assert.Empty(await AnalyzeAsync(page, "How to fix it", project));
        Assert.Empty(project.Errors);
    }

    private static ContractProject Compile(RulePage page, string heading, Func<ContractProject, Compilation> libraryOf) =>
        page.CodeOf(heading, "csharp library") is { Length: > 0 } library
            ? ContractProject.Compile(page.CodeOf(heading), ContractProject.Build(libraryOf(ContractProject.Compile(library))))
            : ContractProject.Compile(page.CodeOf(heading));

    /// <summary>What is reported beside the lock that the page shows: as its text, or as the contract that it records.</summary>
    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(RulePage page, string heading, ContractProject project)
    {
        ImmutableArray<Diagnostic> reported = await project.AnalyzeAsync();
        string recorded = page.CodeOf("Cause", "csharp recorded");
        string lockText = recorded.Length > 0 && project.Source.Length > 0
            ? await LockedProject.RecordAsync(recorded)
            : page.CodeOf(heading, "json");
        return lockText.Length > 0 ? [.. reported, .. await LockedProject.AnalyzeAsync(project.Source, lockText)] : reported;
    }
}
