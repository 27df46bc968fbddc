using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>Removes an attribute that has no effect.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveAttributeCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.AttributeNotHonoured);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<AttributeSyntax>()
                is not { Parent: AttributeListSyntax list } attribute)
            return;

        (SyntaxNode removed, SyntaxRemoveOptions options) = list.Attributes.Count == 1
            ? ((SyntaxNode)list, SyntaxRemoveOptions.KeepExteriorTrivia)
            : (attribute, SyntaxRemoveOptions.KeepNoTrivia);
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Remove '[{attribute.Name}]'",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.RemoveNode(removed, options)!)),
                nameof(RemoveAttributeCodeFix)),
            context.Diagnostics);
    }
}
