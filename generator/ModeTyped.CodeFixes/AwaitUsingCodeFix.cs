using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>Declares a device with <c>await using</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AwaitUsingCodeFix() : ContractCodeFix(DiagnosticIds.DeviceNotDisposed)
{
    private protected override void Offer(CodeFixContext context, SyntaxNode root, SemanticModel model)
    {
        if (NodeAt(context, root).FirstAncestorOrSelf<StatementSyntax>()
                is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables.Count: 1 } statement
            && AwaitContext.CanAwait(statement))
            Register(context, "Declare the device with 'await using'", () => root.ReplaceNode(statement, AwaitUsing(statement)));
    }

    private static LocalDeclarationStatementSyntax AwaitUsing(LocalDeclarationStatementSyntax statement) =>
        statement
            .WithoutLeadingTrivia()
            .WithAwaitKeyword(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithLeadingTrivia(statement.GetLeadingTrivia());
}
