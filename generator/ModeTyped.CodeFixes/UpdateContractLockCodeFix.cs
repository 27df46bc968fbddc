using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ModeTyped.Generator.Contract;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>Writes what a contract says now into <c>mode-contract.json</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UpdateContractLockCodeFix : CodeFixProvider
{
    private const string Title = "Accept into mode-contract.json";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(DiagnosticIds.ContractBroken, DiagnosticIds.ContractNotRecorded);

    public override FixAllProvider GetFixAllProvider() => AllChanges.Instance;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (FindLock(context.Document.Project) is not null)
            context.RegisterCodeFix(Accept(context.Document.Project, context.Diagnostics), context.Diagnostics);
        return Task.CompletedTask;
    }

    private static CodeAction Accept(Project project, ImmutableArray<Diagnostic> diagnostics) => CodeAction.Create(
        Title,
        cancellationToken => AcceptAsync(project.Solution, project.Id, diagnostics, cancellationToken),
        nameof(UpdateContractLockCodeFix));

    private static TextDocument? FindLock(Project project) => project.AdditionalDocuments.FirstOrDefault(document =>
        string.Equals(Path.GetFileName(document.FilePath ?? document.Name), ContractLock.FileName, StringComparison.OrdinalIgnoreCase));

    private static async Task<Solution> AcceptAsync(
        Solution solution, ProjectId project, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (FindLock(solution.GetProject(project)!) is not { } document) return solution;

        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        ContractLock contractLock = ContractLock.Parse(text.ToString());
        foreach (Diagnostic diagnostic in diagnostics) AcceptedEntry.Accept(diagnostic.Properties, contractLock);
        return solution.WithAdditionalDocumentText(document.Id, SourceText.From(contractLock.ToString(), text.Encoding ?? System.Text.Encoding.UTF8));
    }

    /// <summary>Accepts all changes of a document, project or solution at once, since they are in one file.</summary>
    private sealed class AllChanges : FixAllProvider
    {
        public static readonly AllChanges Instance = new();

        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

        public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(CodeAction.Create(
            Title, cancellationToken => AcceptAllAsync(context, cancellationToken), nameof(UpdateContractLockCodeFix)));

        private static async Task<Solution> AcceptAllAsync(FixAllContext context, CancellationToken cancellationToken)
        {
            Solution solution = context.Solution;
            IEnumerable<Project> projects = context.Scope is FixAllScope.Solution ? solution.Projects : [context.Project];
            foreach (Project project in projects)
            {
                ImmutableArray<Diagnostic> diagnostics = context is { Scope: FixAllScope.Document, Document: { } document }
                    ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                    : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
                solution = await AcceptAsync(solution, project.Id, diagnostics, cancellationToken).ConfigureAwait(false);
            }

            return solution;
        }
    }
}
