using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>Awaits a send, where the code around it can await.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddAwaitCodeFix() : ContractCodeFix(DiagnosticIds.SendNotAwaited)
{
    private protected override void Offer(CodeFixContext context, SyntaxNode root, SemanticModel model)
    {
        if (NodeAt(context, root).FirstAncestorOrSelf<ExpressionStatementSyntax>() is { Expression: not ConditionalAccessExpressionSyntax } statement
            && AwaitContext.CanAwait(statement))
            Register(context, "Add 'await'", () => root.ReplaceNode(statement.Expression, Await(statement.Expression)));
    }

    private static AwaitExpressionSyntax Await(ExpressionSyntax expression) =>
        SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword)
                .WithLeadingTrivia(expression.GetLeadingTrivia())
                .WithTrailingTrivia(SyntaxFactory.Space),
            expression.WithoutLeadingTrivia());
}
