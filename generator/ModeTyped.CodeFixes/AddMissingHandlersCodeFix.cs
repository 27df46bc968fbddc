using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>
/// Adds the handlers that a contract's dispatcher requires and an object creation lacks. The diagnostic is the
/// compiler's own for required members.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddMissingHandlersCodeFix() : ContractCodeFix(RequiredMemberNotSet)
{
    private const string RequiredMemberNotSet = "CS9035";

    // The compiler reports each missing member, and one fix adds them all, so fixing each would add them again.
    private protected override bool FixesAll => false;

    private protected override void Offer(CodeFixContext context, SyntaxNode root, SemanticModel model)
    {
        if (NodeAt(context, root).FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } creation
            || model.GetTypeInfo(creation, context.CancellationToken).Type is not INamedTypeSymbol dispatcher
            || RuntimeSymbols.Create(model.Compilation)?.IsDispatcher(dispatcher) is not true)
            return;

        List<string> missing = FindMissing(dispatcher, creation);
        if (missing.Count > 0)
            Register(
                context,
                missing.Count == 1 ? $"Add a handler for '{missing[0]}'" : "Add the missing command handlers",
                () => root.ReplaceNode(creation, AddHandlers(creation, missing)));
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

    /// <summary>A handler whose body, as in the editor's own fixes, is left to the user.</summary>
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
