using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>Replaces a QoS that MODE refuses by the highest that it accepts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UseAtLeastOnceCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(DiagnosticIds.UnsupportedQualityOfService);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not ExpressionSyntax expression) return;

        context.RegisterCodeFix(
            CodeAction.Create(
                "Use QualityOfService.AtLeastOnce",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(expression, AtLeastOnce(expression)))),
                nameof(UseAtLeastOnceCodeFix)),
            context.Diagnostics);
    }

    private static ExpressionSyntax AtLeastOnce(ExpressionSyntax replaced) =>
        SyntaxFactory.ParseExpression("global::ModeTyped.QualityOfService.AtLeastOnce")
            .WithTriviaFrom(replaced)
            .WithAdditionalAnnotations(Simplifier.Annotation);
}
