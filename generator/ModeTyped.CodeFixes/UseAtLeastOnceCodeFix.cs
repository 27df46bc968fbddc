using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>Replaces a QoS that MODE refuses by the highest that it accepts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UseAtLeastOnceCodeFix() : ContractCodeFix(DiagnosticIds.UnsupportedQualityOfService)
{
    private protected override void Offer(CodeFixContext context, SyntaxNode root, SemanticModel model)
    {
        if (NodeAt(context, root) is ExpressionSyntax expression)
            Register(context, "Use QualityOfService.AtLeastOnce", () => root.ReplaceNode(expression, AtLeastOnce(expression)));
    }

    private static ExpressionSyntax AtLeastOnce(ExpressionSyntax replaced) =>
        SyntaxFactory.ParseExpression("global::ModeTyped.QualityOfService.AtLeastOnce")
            .WithTriviaFrom(replaced)
            .WithAdditionalAnnotations(Simplifier.Annotation);
}
