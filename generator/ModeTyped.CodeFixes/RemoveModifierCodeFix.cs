using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Diagnostics;
using ModeTyped.Generator.Parsing;

namespace ModeTyped.CodeFixes;

/// <summary>Removes the modifier that keeps a type from being annotated, or makes the type internal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveModifierCodeFix() : ContractCodeFix(DiagnosticIds.UnsupportedType)
{
    private protected override void Offer(CodeFixContext context, SyntaxNode root, SemanticModel model)
    {
        if (root.FindToken(context.Span.Start).Parent is not TypeDeclarationSyntax declaration
            || model.GetDeclaredSymbol(declaration, context.CancellationToken) is not INamedTypeSymbol { DeclaringSyntaxReferences.Length: 1 } type
            || ContractSymbols.Create(model.Compilation)?.GetAnnotations(type).FirstOrDefault() is not { } annotation)
            return;

        TargetProblem problem = Validity.ProblemOf(type, annotation.Kind, context.CancellationToken);
        if (FindNeedless(type, problem) is { } needless && declaration.Modifiers.Any(needless))
            Register(context, $"Remove '{SyntaxFacts.GetText(needless)}'", () => root.ReplaceNode(declaration, Remove(declaration, needless)));
        else if (problem is TargetProblem.Inaccessible && !Validity.IsAccessible(type))
            Register(context, $"Make '{type.Name}' internal", () => root.ReplaceNode(declaration, MakeInternal(declaration)));
    }

    /// <summary>The modifier that is the problem, where the type compiles without it.</summary>
    private static SyntaxKind? FindNeedless(INamedTypeSymbol type, TargetProblem problem) => problem switch
    {
        TargetProblem.Static => SyntaxKind.StaticKeyword,
        TargetProblem.RefStruct when !type.GetMembers().OfType<IFieldSymbol>().Any(field => field.RefKind is not RefKind.None || field.Type.IsRefLikeType) =>
            SyntaxKind.RefKeyword,
        TargetProblem.Abstract when type.BaseType is { IsAbstract: false } && !type.GetMembers().Any(member => member is { IsAbstract: true, IsImplicitlyDeclared: false }) =>
            SyntaxKind.AbstractKeyword,
        TargetProblem.FileLocal when type.ContainingNamespace.GetTypeMembers(type.Name).Length == 1 => SyntaxKind.FileKeyword,
        _ => null,
    };

    private static TypeDeclarationSyntax Remove(TypeDeclarationSyntax declaration, SyntaxKind modifier)
    {
        SyntaxToken removed = declaration.Modifiers.First(token => token.IsKind(modifier));
        SyntaxToken next = removed.GetNextToken();
        TypeDeclarationSyntax moved = declaration.ReplaceToken(next, next.WithLeadingTrivia(removed.LeadingTrivia.AddRange(next.LeadingTrivia)));
        return moved.WithModifiers(moved.Modifiers.RemoveAt(declaration.Modifiers.IndexOf(removed)));
    }

    private static TypeDeclarationSyntax MakeInternal(TypeDeclarationSyntax declaration)
    {
        SyntaxToken first = declaration.Modifiers.Count > 0 ? declaration.Modifiers[0] : declaration.Keyword;
        SyntaxToken @internal = SyntaxFactory.Token(SyntaxKind.InternalKeyword)
            .WithLeadingTrivia(first.LeadingTrivia)
            .WithTrailingTrivia(SyntaxFactory.Space);
        TypeDeclarationSyntax bare = declaration.ReplaceToken(first, first.WithLeadingTrivia());
        SyntaxTokenList others = SyntaxFactory.TokenList(bare.Modifiers.Where(token =>
            !token.IsKind(SyntaxKind.PrivateKeyword) && !token.IsKind(SyntaxKind.ProtectedKeyword)));
        return bare.WithModifiers(others.Insert(0, @internal));
    }
}
