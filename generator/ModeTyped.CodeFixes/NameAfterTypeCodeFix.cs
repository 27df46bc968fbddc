using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Diagnostics;
using ModeTyped.Generator.Parsing;

namespace ModeTyped.CodeFixes;

/// <summary>Names an event, command, label or key after its type, where the name is empty or another's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameAfterTypeCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(DiagnosticIds.DuplicateName, DiagnosticIds.InvalidName);

    // Each name is checked against those that the contract has before the first fix.
    public override FixAllProvider? GetFixAllProvider() => null;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        CancellationToken cancellationToken = context.CancellationToken;
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not LiteralExpressionSyntax literal
            || !IsWrong(literal, context.Diagnostics[0].Id)
            || literal.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
            || literal.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || model?.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type
            || ContractSymbols.Create(model.Compilation) is not { } symbols
            || symbols.GetAnnotations(type).FirstOrDefault(found => found.IsWrittenAs(attribute)) is not { } annotation)
            return;

        string name = JsonNaming.CamelCase(type.Name);
        if (NameValidity.FindNameProblem(annotation.Kind, name) is not null
            || symbols.GetContract(type).Any(other =>
                other.Kind == annotation.Kind
                && !SymbolEqualityComparer.Default.Equals(other.Type, type)
                && other.Name is { } taken
                && NameValidity.Clash(annotation.Kind, taken, name)))
            return;

        context.RegisterCodeFix(
            CodeAction.Create(
                $"Name the {annotation.NameNoun} '{name}' after its type",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(literal, Rename(literal, name)))),
                nameof(NameAfterTypeCodeFix)),
            context.Diagnostics);
    }

    /// <summary>Whether the literal says nothing to keep: it is empty, or copied from another type.</summary>
    private static bool IsWrong(LiteralExpressionSyntax literal, string id) =>
        literal.IsKind(SyntaxKind.StringLiteralExpression)
        && (id == DiagnosticIds.DuplicateName || string.IsNullOrWhiteSpace(literal.Token.ValueText));

    private static LiteralExpressionSyntax Rename(LiteralExpressionSyntax literal, string name) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name)).WithTriviaFrom(literal);
}
