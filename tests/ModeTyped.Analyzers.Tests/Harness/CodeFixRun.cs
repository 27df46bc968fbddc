using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace ModeTyped.Analyzers.Tests.Harness;

/// <summary>Applies code fixes as an editor does.</summary>
internal static class CodeFixRun
{
    /// <summary>The source after one fix at the first diagnostic with the fix's id.</summary>
    public static async Task<string> ApplyAsync(CodeFixProvider fix, string source)
    {
        List<(Document Document, CodeAction Action)> actions = await FindAsync(fix, source);
        Assert.NotEmpty(actions);
        (Document document, CodeAction action) = actions[0];
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        SourceText text = await changed.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken);
        return text.ToString();
    }

    /// <summary>The titles of what the fix offers for the first diagnostic with its id.</summary>
    public static async Task<IReadOnlyList<string>> TitlesAsync(CodeFixProvider fix, string source) =>
        [.. (await FindAsync(fix, source)).Select(found => found.Action.Title)];

    private static async Task<List<(Document Document, CodeAction Action)>> FindAsync(CodeFixProvider fix, string source)
    {
        ContractProject project = ContractProject.Compile(source);
        Diagnostic diagnostic = (await project.AnalyzeAsync())
            .Concat(project.Errors)
            .First(found => fix.FixableDiagnosticIds.Contains(found.Id));

        using var workspace = new AdhocWorkspace();
        Project host = workspace.AddProject("Contract", LanguageNames.CSharp)
            .WithParseOptions(ContractProject.ParseOptions)
            .WithCompilationOptions(project.Input.Options)
            .WithMetadataReferences(project.Input.References);
        Document? edited = null;
        foreach (SyntaxTree tree in project.Output.SyntaxTrees)
        {
            Document document = host.AddDocument(tree.FilePath, await tree.GetTextAsync(), filePath: tree.FilePath);
            host = document.Project;
            if (tree.FilePath == ContractProject.FileName) edited = document;
        }

        edited = host.GetDocument(edited!.Id)!;
        List<(Document Document, CodeAction Action)> actions = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(
            edited, diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add((edited, action)), TestContext.Current.CancellationToken));
        return actions;
    }
}
