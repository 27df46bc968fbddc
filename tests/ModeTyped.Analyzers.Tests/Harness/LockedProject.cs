using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Harness;

/// <summary>A user's project with <c>mode-contract.json</c>.</summary>
internal static class LockedProject
{
    public const string LockPath = "/project/mode-contract.json";

    /// <summary>What the lock's analyzer reports; without a text there is no such file.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source, string? lockText)
    {
        AdditionalText[] files = lockText is null ? [] : [new LockText(lockText)];
        return await ContractProject.Compile(source).Output
            .WithAnalyzers([new ContractLockAnalyzer()], new AnalyzerOptions([.. files]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The lock's text after the fix of all that is reported in the project.</summary>
    public static async Task<string> FixAllAsync(CodeFixProvider fix, string source, string lockText)
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
            project, fix, FixAllScope.Project, nameof(CodeFixes.UpdateContractLockCodeFix), fix.FixableDiagnosticIds,
            new Found(diagnostics), TestContext.Current.CancellationToken);
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

    private sealed class Found(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
