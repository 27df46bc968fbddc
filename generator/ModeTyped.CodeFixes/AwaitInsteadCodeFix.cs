using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>Awaits in an asynchronous command handler what would block it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AwaitInsteadCodeFix() : ContractCodeFix(DiagnosticIds.BlockingHandler)
{
    private const string TaskType = "global::System.Threading.Tasks.Task";

    private protected override void Offer(CodeFixContext context, SyntaxNode root, SemanticModel model)
    {
        if (NodeAt(context, root) is ExpressionSyntax blocking
            && AwaitContext.CanAwait(blocking)
            && FindAwaitable(blocking, model.GetSymbolInfo(blocking, context.CancellationToken).Symbol) is { } awaitable)
            Register(context, "Await instead", () => root.ReplaceNode(blocking, Await(awaitable, blocking)));
    }

    /// <summary>What to await instead of a blocking expression; null where there is nothing that does the same.</summary>
    private static ExpressionSyntax? FindAwaitable(ExpressionSyntax blocking, ISymbol? symbol) => blocking switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result => result.Expression,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax method } call when symbol is IMethodSymbol blocker =>
            (blocker.Name, blocker.Parameters.Length) switch
            {
                ("Wait", 0) => method.Expression,
                ("GetResult", 0) when method.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax awaiter } => awaiter.Expression,
                ("WaitAll", 1) => Call("WhenAll", call.ArgumentList),
                ("Sleep", 1) => Call("Delay", WithCancellation(call)),
                _ => null,
            },
        _ => null,
    };

    private static InvocationExpressionSyntax Call(string method, ArgumentListSyntax arguments) =>
        SyntaxFactory.InvocationExpression(
            SyntaxFactory.ParseExpression($"{TaskType}.{method}").WithAdditionalAnnotations(Simplifier.Annotation),
            arguments.WithoutTrailingTrivia());

    /// <summary>A sleep's arguments and the token of the handler around it, where that has a name.</summary>
    private static ArgumentListSyntax WithCancellation(InvocationExpressionSyntax sleep)
    {
        string? token = sleep.Ancestors().Select(TokenOf).FirstOrDefault(name => name is not null);
        return token is null or "_"
            ? sleep.ArgumentList
            : sleep.ArgumentList.WithArguments(SyntaxFactory.SeparatedList(
                [sleep.ArgumentList.Arguments[0], SyntaxFactory.Argument(SyntaxFactory.IdentifierName(token)).WithLeadingTrivia(SyntaxFactory.Space)]));

        static string? TokenOf(SyntaxNode node) => node switch
        {
            ParenthesizedLambdaExpressionSyntax function => Second(function.ParameterList),
            LocalFunctionStatementSyntax function => Second(function.ParameterList),
            MethodDeclarationSyntax method => Second(method.ParameterList),
            _ => null,
        };

        static string? Second(ParameterListSyntax list) => list.Parameters.Count == 2 ? list.Parameters[1].Identifier.Text : null;
    }

    // Tokens without elastic trivia, around which the formatter leaves comments where they are.
    private static ParenthesizedExpressionSyntax Await(ExpressionSyntax awaitable, ExpressionSyntax blocking) =>
        SyntaxFactory.ParenthesizedExpression(
            SyntaxFactory.Token(blocking.GetLeadingTrivia(), SyntaxKind.OpenParenToken, default),
            SyntaxFactory.AwaitExpression(
                SyntaxFactory.Token(default, SyntaxKind.AwaitKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space)),
                awaitable.WithoutTrivia()),
            SyntaxFactory.Token(default, SyntaxKind.CloseParenToken, blocking.GetTrailingTrivia()))
            .WithAdditionalAnnotations(Simplifier.Annotation);
}
