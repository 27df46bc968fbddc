using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>Leaves a member that has no JSON form out of the JSON.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LeaveOutCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.UnsupportedMember);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);

        // A record's parameter is read as well, whatever its property's attributes say.
        if (root is null
            || PayloadMemberSyntax.Find(root, context.Span.Start) is not MemberDeclarationSyntax member
            || model?.Compilation.GetTypeByMetadataName("System.Text.Json.Serialization.JsonIgnoreAttribute") is not { } ignore)
            return;

        context.RegisterCodeFix(
            CodeAction.Create(
                "Leave the member out of the JSON",
                cancellationToken => PayloadMemberSyntax.ImportAsync(
                    context.Document.WithSyntaxRoot(root.ReplaceNode(
                        member,
                        PayloadMemberSyntax.WithAttribute(member, SyntaxGenerator.GetGenerator(context.Document), ignore)
                            .WithAdditionalAnnotations(Formatter.Annotation))),
                    cancellationToken),
                nameof(LeaveOutCodeFix)),
            context.Diagnostics);
    }
}
