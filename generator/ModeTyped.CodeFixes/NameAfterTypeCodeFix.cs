using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Diagnostics;
using ModeTyped.Generator.Parsing;

namespace ModeTyped.CodeFixes;

/// <summary>Names an event, command, label or key after its type, where the name is empty or another's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameAfterTypeCodeFix() : ContractCodeFix(DiagnosticIds.DuplicateName, DiagnosticIds.InvalidName)
{
    // Each name is checked against those that the contract has before the first fix.
    private protected override bool FixesAll => false;

    private protected override void Offer(CodeFixContext context, SyntaxNode root, SemanticModel model)
    {
        if (NodeAt(context, root) is not LiteralExpressionSyntax literal
            || !IsWrong(literal, context.Diagnostics[0].Id)
            || literal.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
            || literal.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, context.CancellationToken) is not INamedTypeSymbol type
            || ContractSymbols.Create(model.Compilation) is not { } symbols
            || symbols.GetAnnotations(type).FirstOrDefault(found => found.IsWrittenAs(attribute)) is not { } annotation)
            return;

        string name = JsonNaming.CamelCase(type.Name);
        if (NameValidity.FindNameProblem(annotation.Kind, name) is null && !IsTaken(symbols, annotation, name))
            Register(
                context,
                $"Name the {annotation.NameNoun} '{name}' after its type",
                () => root.ReplaceNode(literal, NameLiteral.With(literal, name)));
    }

    /// <summary>Whether the literal says nothing to keep: it is empty, or copied from another type.</summary>
    private static bool IsWrong(LiteralExpressionSyntax literal, string id) =>
        literal.IsKind(SyntaxKind.StringLiteralExpression)
        && (id == DiagnosticIds.DuplicateName || string.IsNullOrWhiteSpace(literal.Token.ValueText));

    private static bool IsTaken(ContractSymbols symbols, Annotation annotation, string name) =>
        symbols.GetContract(annotation.Type).Any(other =>
            other.Kind == annotation.Kind
            && !SymbolEqualityComparer.Default.Equals(other.Type, annotation.Type)
            && other.Name is { } taken
            && NameValidity.Clash(annotation.Kind, taken, name));
}
