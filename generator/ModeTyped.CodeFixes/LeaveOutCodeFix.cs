using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>Leaves a member that has no JSON form out of the JSON.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LeaveOutCodeFix() : ContractCodeFix(DiagnosticIds.UnsupportedMember)
{
    private protected override void Offer(CodeFixContext context, SyntaxNode root, SemanticModel model)
    {
        // A record's parameter is read as well, whatever its property's attributes say.
        if (PayloadMemberSyntax.Find(root, context.Span.Start) is not MemberDeclarationSyntax member
            || model.Compilation.GetTypeByMetadataName("System.Text.Json.Serialization.JsonIgnoreAttribute") is not { } ignore)
            return;

        Register(context, "Leave the member out of the JSON", cancellationToken => PayloadMemberSyntax.ImportAsync(
            context.Document.WithSyntaxRoot(root.ReplaceNode(
                member,
                PayloadMemberSyntax.WithAttribute(member, SyntaxGenerator.GetGenerator(context.Document), ignore)
                    .WithAdditionalAnnotations(Formatter.Annotation))),
            cancellationToken));
    }
}
