using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModeTyped.Analyzers.Tests.Harness;

/// <summary>The four tests that every rule has. A rule's own class says which sources break it and which do not.</summary>
public abstract class RuleTests
{
    /// <summary>The rule's id.</summary>
    public abstract string Id { get; }

    /// <summary>Sources that break the rule at the places in <c>[|...|]</c>.</summary>
    protected abstract IReadOnlyList<string> Broken { get; }

    /// <summary>Sources that keep it, the closer to breaking it the better.</summary>
    protected abstract IReadOnlyList<string> Kept { get; }

    /// <summary>The errors that the compiler itself has in the broken sources, as it sees what the rule explains.</summary>
    protected virtual IReadOnlyList<string> CompilerErrors => [];

    [Fact]
    public async Task Is_reported_where_it_is_broken()
    {
        foreach (string text in Broken)
        {
            Markup markup = Markup.Parse(text);
            Assert.NotEmpty(markup.Spans);
            List<Diagnostic> reported = await FindAsync(markup.Source);
            Assert.Equal(
                markup.Spans.Select(span => markup.Source.Substring(span.Start, span.Length)),
                reported.Select(diagnostic => markup.Source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
            Assert.Equal(markup.Spans, reported.Select(diagnostic => diagnostic.Location.SourceSpan));
        }
    }

    [Fact]
    public async Task Is_silent_where_it_is_kept()
    {
        foreach (string text in Kept) Assert.Empty(await FindAsync(text));
    }

    [Fact]
    public async Task Is_silenced_as_its_page_says()
    {
        foreach (string text in Broken) Assert.Empty(Find(await AnalyzeSilencedAsync(Markup.Parse(text).Source)));
    }

    [Fact]
    public void Leaves_generated_code_that_compiles()
    {
        foreach (string text in Broken.Concat(Kept))
        {
            ContractProject project = Compile(Markup.Parse(text).Source);
            Assert.All(project.Run.Results, result => Assert.Null(result.Exception));
            Assert.DoesNotContain(project.Errors, error => !CompilerErrors.Contains(error.Id));
        }
    }

    /// <summary>The messages of the rule for a source.</summary>
    protected async Task<IReadOnlyList<string>> MessagesAsync(string source) =>
        [.. (await FindAsync(source)).Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];

    private protected virtual ContractProject Compile(string source) => ContractProject.Compile(source);

    /// <summary>What the analyzers report of a source.</summary>
    private protected virtual Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source) => Compile(source).AnalyzeAsync();

    /// <summary>What they report of a source in which the rule is silenced.</summary>
    private protected virtual Task<ImmutableArray<Diagnostic>> AnalyzeSilencedAsync(string source) =>
        // The pragma is in the source that is analyzed, as a user writes it who silences the rule: that it does is what is tested.
        AnalyzeAsync($"#pragma warning disable {Id}\n{source}");

    private async Task<List<Diagnostic>> FindAsync(string source) => Find(await AnalyzeAsync(source));

    private List<Diagnostic> Find(ImmutableArray<Diagnostic> reported)
    {
        List<Diagnostic> found = [];
        foreach (Diagnostic diagnostic in reported)
        {
            Assert.NotEqual("AD0001", diagnostic.Id);
            if (diagnostic.Id == Id) found.Add(diagnostic);
        }

        return found;
    }
}
