using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>Awaits a send, where the code around it can await.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddAwaitCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.SendNotAwaited);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement
            || statement.Expression is ConditionalAccessExpressionSyntax
            || !AwaitContext.CanAwait(statement))
            return;

        context.RegisterCodeFix(
            CodeAction.Create(
                "Add 'await'",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(
                    root.ReplaceNode(statement.Expression, Await(statement.Expression)))),
                nameof(AddAwaitCodeFix)),
            context.Diagnostics);
    }

    private static AwaitExpressionSyntax Await(ExpressionSyntax expression) =>
        SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword)
                .WithLeadingTrivia(expression.GetLeadingTrivia())
                .WithTrailingTrivia(SyntaxFactory.Space),
            expression.WithoutLeadingTrivia());
}
