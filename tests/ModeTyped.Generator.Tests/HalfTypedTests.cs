using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ModeTyped.Generator.Tests;

/// <summary>Whatever stands in the editor, neither the generator nor an analyzer throws, and what is generated parses.</summary>
public sealed class HalfTypedTests
{
    private const int AtLeast = 3000;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(ModeGenerator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public static TheoryData<string> Contracts => [.. HalfTypedSources.Contracts.Keys];

    [Theory, MemberData(nameof(Contracts))]
    public Task Every_prefix_of_a_contract_is_survived(string contract) =>
        SurviveAsync(HalfTypedSources.Prefixes(HalfTypedSources.Contracts[contract]));

    [Theory, MemberData(nameof(Contracts))]
    public Task Deletions_from_a_contract_are_survived(string contract) =>
        SurviveAsync(HalfTypedSources.Deletions(HalfTypedSources.Contracts[contract]));

    [Theory, MemberData(nameof(Contracts))]
    public void The_whole_contract_has_no_syntax_error_and_something_to_generate(string contract)
    {
        CSharpCompilation compilation = Generation.Compilation(HalfTypedSources.Contracts[contract]);
        Assert.Empty(compilation.SyntaxTrees[0].GetDiagnostics(TestContext.Current.CancellationToken));
        Assert.NotEmpty(Generation.Run(compilation));
    }

    [Fact]
    public void There_are_enough_of_them() => Assert.True(
        HalfTypedSources.Contracts.Values.Sum(source => HalfTypedSources.Prefixes(source).Count() + HalfTypedSources.Deletions(source).Count()) >= AtLeast);

    private static async Task SurviveAsync(IEnumerable<string> sources)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        List<string> exceptions = [];
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            (exception, analyzer, _) => exceptions.Add($"{analyzer.GetType().Name}: {exception}"),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        GeneratorDriver driver = Generation.Driver(trackSteps: false);
        CSharpCompilation compilation = Generation.Compilation("");
        foreach (string source in sources)
        {
            SyntaxTree tree = compilation.SyntaxTrees[0];
            compilation = compilation.ReplaceSyntaxTree(tree, Generation.Parse(source, tree.FilePath));
            driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, cancellationToken);

            GeneratorRunResult result = driver.GetRunResult().Results[0];
            Assert.True(result.Exception is null, $"{result.Exception}\n{source}");
            Assert.All(result.GeneratedSources, file => Assert.Empty(file.SyntaxTree.GetDiagnostics(cancellationToken)));

            await output.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync(cancellationToken);
            Assert.True(exceptions.Count == 0, $"{string.Join('\n', exceptions)}\n{source}");
        }
    }
}
