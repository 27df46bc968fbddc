using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ModeTyped.CodeFixes;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Harness;

/// <summary>A user's project with <c>mode-contract.json</c>.</summary>
internal static class LockedProject
{
    public const string LockPath = "/project/mode-contract.json";

    /// <summary>What the lock's analyzer reports; without a text there is no such file.</summary>
    /// <param name="source">The project's source.</param>
    /// <param name="lockText">The lock.</param>
    /// <param name="silenced">The id of a rule that the project's configuration silences.</param>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source, string? lockText, string? silenced = null)
    {
        AdditionalText[] files = lockText is null ? [] : [new LockText(lockText)];
        Compilation compilation = ContractProject.Compile(source).Output;
        if (silenced is not null)
            compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new(silenced, ReportDiagnostic.Suppress)]));
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([new ContractLockAnalyzer()], new AnalyzerOptions([.. files]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return diagnostics.Sort((left, right) => left.Location.SourceSpan.CompareTo(right.Location.SourceSpan));
    }

    /// <summary>The lock that records a contract.</summary>
    public static Task<string> RecordAsync(string source, string lockText = "") =>
        FixAllAsync(new UpdateContractLockCodeFix(), source, lockText);

    /// <summary>The lock's text after the fix of all that is reported in the project.</summary>
    private static async Task<string> FixAllAsync(CodeFixProvider fix, string source, string lockText)
    {
        ContractProject compiled = ContractProject.Compile(source);
        using var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject("Contract", LanguageNames.CSharp)
            .WithParseOptions(ContractProject.ParseOptions)
            .WithCompilationOptions(compiled.Input.Options)
            .WithMetadataReferences(compiled.Input.References);
        foreach (SyntaxTree tree in compiled.Output.SyntaxTrees)
            project = project.AddDocument(tree.FilePath, await tree.GetTextAsync(), filePath: tree.FilePath).Project;
        TextDocument lockFile = project.AddAdditionalDocument("mode-contract.json", lockText, filePath: LockPath);
        project = lockFile.Project;

        ImmutableArray<Diagnostic> diagnostics =
            [.. (await AnalyzeAsync(source, lockText)).Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id))];
        var context = new FixAllContext(
            project, fix, FixAllScope.Project, nameof(UpdateContractLockCodeFix), fix.FixableDiagnosticIds,
            new FoundDiagnostics(diagnostics), TestContext.Current.CancellationToken);
        CodeAction? action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        ImmutableArray<CodeActionOperation> operations = await action!.GetOperationsAsync(TestContext.Current.CancellationToken);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await changed.GetAdditionalDocument(lockFile.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    private sealed class LockText(string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path => LockPath;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
