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

/// <summary>Removes the modifier that keeps a type from being annotated, or makes the type internal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveModifierCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.UnsupportedType);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent is not TypeDeclarationSyntax declaration
            || model?.GetDeclaredSymbol(declaration, context.CancellationToken) is not INamedTypeSymbol { DeclaringSyntaxReferences.Length: 1 } type
            || ContractSymbols.Create(model.Compilation)?.GetAnnotations(type).FirstOrDefault() is not { } annotation)
            return;

        TargetProblem problem = Validity.ProblemOf(type, annotation.Kind, context.CancellationToken);
        if (FindNeedless(type, problem) is { } needless && declaration.Modifiers.Any(needless))
            Register($"Remove '{SyntaxFacts.GetText(needless)}'", Remove(declaration, needless));
        else if (problem is TargetProblem.Inaccessible && !Validity.IsAccessible(type))
            Register($"Make '{type.Name}' internal", MakeInternal(declaration));

        void Register(string title, TypeDeclarationSyntax changed) =>
            context.RegisterCodeFix(
                CodeAction.Create(
                    title,
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(declaration, changed))),
                    nameof(RemoveModifierCodeFix)),
                context.Diagnostics);
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
