using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ModeTyped.CodeFixes;

/// <summary>Where C# allows <c>await</c>.</summary>
internal static class AwaitContext
{
    /// <summary>Whether the function around a node is asynchronous already, or a program's top level.</summary>
    public static bool CanAwait(SyntaxNode node)
    {
        for (SyntaxNode? current = node; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case LockStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MemberDeclarationSyntax member and not GlobalStatementSyntax:
                    return member.Modifiers.Any(SyntaxKind.AsyncKeyword);
            }
        }

        return true;
    }
}
