using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ModeTyped.Generator.Contract;
using ModeTyped.Generator.Diagnostics;

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

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Contracts))]
    public Task Every_prefix_of_a_contract_is_survived(string contract) =>
        SurviveAsync(HalfTypedSources.Contracts[contract], HalfTypedSources.Prefixes);

    [Theory, MemberData(nameof(Contracts))]
    public Task Deletions_from_a_contract_are_survived(string contract) =>
        SurviveAsync(HalfTypedSources.Contracts[contract], HalfTypedSources.Deletions);

    [Theory, MemberData(nameof(Contracts))]
    public async Task A_damaged_lock_of_a_contract_is_survived(string contract)
    {
        Generation.Run(Generation.Compilation(HalfTypedSources.Contracts[contract]), out Compilation compilation);
        string recorded = await RecordAsync(compilation);
        foreach (string text in HalfTypedSources.Deletions(recorded)) await AnalyzeAsync(compilation, new LockFile(text), [new ContractLockAnalyzer()]);
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task The_whole_contract_has_no_syntax_error_and_something_to_generate_and_to_record(string contract)
    {
        CSharpCompilation compilation = Generation.Compilation(HalfTypedSources.Contracts[contract]);
        Assert.Empty(compilation.SyntaxTrees[0].GetDiagnostics(Cancelled));
        Assert.NotEmpty(Generation.Run(compilation, out Compilation output));

        var recorded = new LockFile(await RecordAsync(output));
        Assert.NotEmpty(ContractLock.Parse(recorded.Text).Entries);
        Assert.Empty(await AnalyzeAsync(output, recorded, [new ContractLockAnalyzer()]));
    }

    [Fact]
    public void There_are_enough_of_them() => Assert.True(
        HalfTypedSources.Contracts.Values.Sum(source => HalfTypedSources.Prefixes(source).Count() + HalfTypedSources.Deletions(source).Count()) >= AtLeast);

    // As in a project that has all there is: documents to write, and a lock that records what the contract was before.
    private static async Task SurviveAsync(string contract, Func<string, IEnumerable<string>> edit)
    {
        CSharpCompilation compilation = Generation.Compilation(contract);
        Generation.Run(compilation, out Compilation whole);
        var recorded = new LockFile(await RecordAsync(whole));
        GeneratorDriver driver = Generation.Driver(trackSteps: false, BuildProperties.ContractExport);
        foreach (string source in edit(contract))
        {
            SyntaxTree tree = compilation.SyntaxTrees[0];
            compilation = compilation.ReplaceSyntaxTree(tree, Generation.Parse(source, tree.FilePath));
            driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, Cancelled);

            GeneratorRunResult result = driver.GetRunResult().Results[0];
            Assert.True(result.Exception is null, $"{result.Exception}\n{source}");
            Assert.All(result.GeneratedSources, file => Assert.Empty(file.SyntaxTree.GetDiagnostics(Cancelled)));
            await AnalyzeAsync(output, recorded, Analyzers);
        }
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(
        Compilation compilation, LockFile lockFile, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        List<string> exceptions = [];
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([lockFile]),
            (exception, analyzer, _) => exceptions.Add($"{analyzer.GetType().Name}: {exception}"),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync(Cancelled);
        Assert.True(exceptions.Count == 0, $"{string.Join('\n', exceptions)}\n{compilation.SyntaxTrees.First()}\n{lockFile.Text}");
        return diagnostics;
    }

    /// <summary>What the code fix writes into an empty lock.</summary>
    private static async Task<string> RecordAsync(Compilation compilation)
    {
        ContractLock recorded = ContractLock.Parse("");
        foreach (Diagnostic diagnostic in await AnalyzeAsync(compilation, new LockFile(""), [new ContractLockAnalyzer()]))
            AcceptedEntry.Accept(diagnostic.Properties, recorded);
        return recorded.ToString();
    }

    private sealed class LockFile(string text) : AdditionalText
    {
        private readonly SourceText _source = SourceText.From(text);

        public string Text => text;

        public override string Path => "/project/mode-contract.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => _source;
    }
}
