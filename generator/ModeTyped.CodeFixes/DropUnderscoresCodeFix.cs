using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>Renames an event type that has the form of the cloud's own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DropUnderscoresCodeFix() : ContractCodeFix(DiagnosticIds.CloudEventName)
{
    private protected override void Offer(CodeFixContext context, SyntaxNode root, SemanticModel model)
    {
        if (NodeAt(context, root) is LiteralExpressionSyntax literal && literal.Token.ValueText.Trim('_') is { Length: > 0 } name)
            Register(context, $"Rename the event type to '{name}'", () => root.ReplaceNode(literal, NameLiteral.With(literal, name)));
    }
}
