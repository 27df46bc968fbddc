using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace ModeTyped.CodeFixes;

/// <summary>
/// Adds the handlers that a contract's dispatcher requires and an object creation lacks. The diagnostic is the
/// compiler's own for required members.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddMissingHandlersCodeFix : CodeFixProvider
{
    private const string RequiredMemberNotSet = "CS9035";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RequiredMemberNotSet);

    // The compiler reports each missing member, and one fix adds them all, so fixing each would add them again.
    public override FixAllProvider? GetFixAllProvider() => null;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        CancellationToken cancellationToken = context.CancellationToken;
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } creation
            || model?.GetTypeInfo(creation, cancellationToken).Type is not INamedTypeSymbol dispatcher
            || !IsDispatcher(dispatcher, model.Compilation))
            return;

        List<string> missing = FindMissing(dispatcher, creation);
        if (missing.Count == 0) return;

        context.RegisterCodeFix(
            CodeAction.Create(
                missing.Count == 1 ? $"Add a handler for '{missing[0]}'" : "Add the missing command handlers",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(creation, AddHandlers(creation, missing)))),
                nameof(AddMissingHandlersCodeFix)),
            context.Diagnostics);
    }

    private static bool IsDispatcher(INamedTypeSymbol type, Compilation compilation)
    {
        INamedTypeSymbol? dispatcher = compilation.GetTypeByMetadataName("ModeTyped.CommandDispatcher");
        for (INamedTypeSymbol? current = type.BaseType; current is not null; current = current.BaseType)
            if (SymbolEqualityComparer.Default.Equals(current, dispatcher)) return true;

        return false;
    }

    private static List<string> FindMissing(INamedTypeSymbol dispatcher, BaseObjectCreationExpressionSyntax creation)
    {
        HashSet<string> assigned = [];
        foreach (ExpressionSyntax expression in creation.Initializer?.Expressions ?? [])
            if (expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax member })
                assigned.Add(member.Identifier.ValueText);

        List<string> missing = [];
        foreach (ISymbol member in dispatcher.GetMembers())
            if (member is IPropertySymbol { IsRequired: true } && !assigned.Contains(member.Name))
                missing.Add(member.Name);

        return missing;
    }

    private static BaseObjectCreationExpressionSyntax AddHandlers(BaseObjectCreationExpressionSyntax creation, List<string> commands)
    {
        InitializerExpressionSyntax initializer =
            creation.Initializer ?? SyntaxFactory.InitializerExpression(SyntaxKind.ObjectInitializerExpression);
        List<ExpressionSyntax> handlers = [.. initializer.Expressions];
        foreach (string command in commands) handlers.Add(Handler(command));

        return creation
            .WithInitializer(initializer.WithExpressions(SyntaxFactory.SeparatedList(handlers)))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static ExpressionSyntax Handler(string command)
    {
        string name = SyntaxFacts.GetKeywordKind(command) is SyntaxKind.None ? command : "@" + command;
        ExpressionSyntax handler = SyntaxFactory.ParseExpression(
            $"{name} = (command, cancellationToken) => throw new global::System.NotImplementedException()");
        return handler.ReplaceNodes(
            handler.DescendantNodes().OfType<QualifiedNameSyntax>(),
            static (_, qualified) => qualified.WithAdditionalAnnotations(Simplifier.Annotation));
    }
}
