using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ModeTyped.CodeFixes;

/// <summary>The literal that names an event, command, label or key.</summary>
internal static class NameLiteral
{
    /// <summary>Another name in the place of one.</summary>
    public static LiteralExpressionSyntax With(LiteralExpressionSyntax literal, string name) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name)).WithTriviaFrom(literal);
}
