using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>Removes an attribute that has no effect.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveAttributeCodeFix() : ContractCodeFix(DiagnosticIds.AttributeNotHonoured)
{
    private protected override void Offer(CodeFixContext context, SyntaxNode root, SemanticModel model)
    {
        if (NodeAt(context, root).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute) return;

        (SyntaxNode removed, SyntaxRemoveOptions options) = list.Attributes.Count == 1
            ? ((SyntaxNode)list, SyntaxRemoveOptions.KeepExteriorTrivia)
            : (attribute, SyntaxRemoveOptions.KeepNoTrivia);
        Register(context, $"Remove '[{attribute.Name}]'", () => root.RemoveNode(removed, options)!);
    }
}
