using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ModeTyped.CodeFixes;

/// <summary>The frame of the fixes: which diagnostics one is for, and how it is offered.</summary>
public abstract class ContractCodeFix : CodeFixProvider
{
    private protected ContractCodeFix(params string[] diagnosticIds) => FixableDiagnosticIds = ImmutableArray.Create(diagnosticIds);

    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    public sealed override FixAllProvider? GetFixAllProvider() => FixesAll ? WellKnownFixAllProviders.BatchFixer : null;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is not null && model is not null) Offer(context, root, model);
    }

    /// <summary>Whether all of a document may be mended at once, each diagnostic as if it were the only one.</summary>
    private protected virtual bool FixesAll => true;

    /// <summary>Offers a fix where there is one.</summary>
    private protected abstract void Offer(CodeFixContext context, SyntaxNode root, SemanticModel model);

    /// <summary>The innermost node that a diagnostic marks.</summary>
    private protected static SyntaxNode NodeAt(CodeFixContext context, SyntaxNode root) =>
        root.FindNode(context.Span, getInnermostNodeForTie: true);

    /// <summary>Offers to replace the document's root.</summary>
    private protected void Register(CodeFixContext context, string title, Func<SyntaxNode> change) =>
        Register(context, title, _ => Task.FromResult(context.Document.WithSyntaxRoot(change())));

    /// <summary>Offers to replace the document.</summary>
    private protected void Register(CodeFixContext context, string title, Func<CancellationToken, Task<Document>> change) =>
        context.RegisterCodeFix(CodeAction.Create(title, change, GetType().Name), context.Diagnostics);
}
