using System.Globalization;
using Microsoft.CodeAnalysis;
using ModeTyped.Analyzers.Tests.Harness;

namespace ModeTyped.Analyzers.Tests.Docs;

/// <summary>Ids, descriptors, analyzers, release rows, pages, tests and the list of rules say the same, all of them.</summary>
public sealed class RuleBookTests
{
    private static readonly IEnumerable<string> DescribedIds = RuleBook.Descriptors.Select(descriptor => descriptor.Id);

    public static TheoryData<string> Ids => [.. RuleBook.Ids];

    [Fact]
    public void Every_id_has_one_descriptor() => Assert.Equal(RuleBook.Ids, DescribedIds);

    [Fact]
    public void Every_descriptor_has_an_analyzer() =>
        Assert.Equal(
            DescribedIds,
            ContractProject.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_descriptor_has_a_row_of_the_release_files() =>
        Assert.Equal(
            RuleBook.Descriptors.Select(rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {TitleOf(rule)}"),
            RuleBook.Releases.Select(row => string.Join(" | ", row)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_descriptor_has_a_page_to_which_it_links()
    {
        Assert.Equal(DescribedIds, RuleBook.Pages.Keys.Order(StringComparer.Ordinal));
        Assert.All(RuleBook.Descriptors, rule => Assert.EndsWith($"/generator/docs/{rule.Id}.md", rule.HelpLinkUri, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_has_its_tests() =>
        Assert.Equal(
            RuleBook.Ids,
            typeof(RuleTests).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(RuleTests)) && !type.IsAbstract)
                .Select(type => ((RuleTests)Activator.CreateInstance(type)!).Id)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_fix_is_for_rules_that_there_are() =>
        Assert.All(
            RuleBook.Fixes.SelectMany(fix => fix.FixableDiagnosticIds),
            id => Assert.Contains(id, RuleBook.Ids.Append("CS9035")));

    [Theory, MemberData(nameof(Ids))]
    public void The_page_says_what_the_descriptor_says(string id)
    {
        DiagnosticDescriptor rule = RuleBook.Descriptors.Single(descriptor => descriptor.Id == id);
        RulePage page = RuleBook.Pages[id];
        Assert.Equal($"{id}: {TitleOf(rule)}", page.Title);
        Assert.Equal([rule.DefaultSeverity.ToString(), $"`{rule.Category}`"], page.Facts[..2]);
        Assert.Equal(RuleBook.HasFix(id), page.Facts[2] != "Code fix: none");
        Assert.Equal(["Cause", "Why", "How to fix it", "How to suppress it"], page.Headings);
    }

    [Fact]
    public void The_list_of_rules_has_them_all() =>
        Assert.Equal(
            RuleBook.Descriptors.Select(rule =>
                $"| [{rule.Id}]({rule.Id}.md) | {rule.DefaultSeverity} | {TitleOf(rule)} | {RuleBook.Pages[rule.Id].Facts[2]["Code fix: ".Length..]} |"),
            RuleBook.Index.Split('\n').Where(line => line.StartsWith("| [MODE00", StringComparison.Ordinal)));

    private static string TitleOf(DiagnosticDescriptor rule) => rule.Title.ToString(CultureInfo.InvariantCulture);
}
