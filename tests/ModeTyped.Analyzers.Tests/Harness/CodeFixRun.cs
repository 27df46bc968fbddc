using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace ModeTyped.Analyzers.Tests.Harness;

/// <summary>Applies code fixes as an editor does.</summary>
internal sealed class CodeFixRun : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly CodeFixProvider _fix;
    private readonly Document _document;
    private ImmutableArray<Diagnostic> _diagnostics;
    private HashSet<string> _errors = [];

    private CodeFixRun(CodeFixProvider fix, ContractProject project)
    {
        _fix = fix;
        Project host = _workspace.AddProject("Contract", LanguageNames.CSharp)
            .WithParseOptions(ContractProject.ParseOptions)
            .WithCompilationOptions(project.Input.Options)
            .WithMetadataReferences(project.Input.References);
        DocumentId? edited = null;
        foreach (SyntaxTree tree in project.Output.SyntaxTrees)
        {
            Document document = host.AddDocument(tree.FilePath, tree.GetText(), filePath: tree.FilePath);
            host = document.Project;
            if (tree.FilePath == ContractProject.FileName) edited = document.Id;
        }

        _document = host.GetDocument(edited!)!;
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>
    /// The source after one fix of the first diagnostic; it has no error that it did not have before, and is told less of
    /// what the fix is for.
    /// </summary>
    public static async Task<string> ApplyAsync(CodeFixProvider fix, string source)
    {
        using CodeFixRun run = await StartAsync(fix, source);
        return await run.ApplyAsync((await run.FindAsync(run._diagnostics[0]))[0]);
    }

    /// <summary>The source after a fix of all diagnostics at once.</summary>
    public static async Task<string> ApplyAllAsync(CodeFixProvider fix, string source)
    {
        using CodeFixRun run = await StartAsync(fix, source);
        string? key = (await run.FindAsync(run._diagnostics[0]))[0].EquivalenceKey;
        var all = new FixAllContext(
            run._document, fix, FixAllScope.Document, key!, fix.FixableDiagnosticIds, new FoundDiagnostics(run._diagnostics), Cancelled);
        return await run.ApplyAsync((await fix.GetFixAllProvider()!.GetFixAsync(all))!);
    }

    /// <summary>The titles of what the fix offers for the first diagnostic with its id.</summary>
    public static async Task<IReadOnlyList<string>> TitlesAsync(CodeFixProvider fix, string source)
    {
        using CodeFixRun run = await StartAsync(fix, source);
        return [.. (await run.FindAsync(run._diagnostics[0])).Select(action => action.Title)];
    }

    public void Dispose() => _workspace.Dispose();

    private static async Task<CodeFixRun> StartAsync(CodeFixProvider fix, string source)
    {
        var run = new CodeFixRun(fix, ContractProject.Compile(source));
        Compilation compilation = (await run._document.Project.GetCompilationAsync(Cancelled))!;
        Diagnostic[] errors =
            [.. compilation.GetDiagnostics(Cancelled).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        run._errors = [.. errors.Select(error => error.Id)];
        run._diagnostics = run.Fixable([.. await ContractProject.AnalyzeAsync(compilation), .. errors]);
        return run;
    }

    private async Task<List<CodeAction>> FindAsync(Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        await _fix.RegisterCodeFixesAsync(new CodeFixContext(
            _document, diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add(action), Cancelled));
        return actions;
    }

    private async Task<string> ApplyAsync(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(Cancelled);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        SourceText text = await changed.GetDocument(_document.Id)!.GetTextAsync(Cancelled);
        string source = text.ToString();
        ContractProject project = ContractProject.Compile(source);
        Assert.DoesNotContain(project.Errors, error => !_errors.Contains(error.Id));
        Assert.True(Fixable([.. await project.AnalyzeAsync(), .. project.Errors]).Length < _diagnostics.Length, source);
        return source;
    }

    private ImmutableArray<Diagnostic> Fixable(ImmutableArray<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(diagnostic => _fix.FixableDiagnosticIds.Contains(diagnostic.Id))];
}
