using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace ModeTyped.CodeFixes;

/// <summary>The declaration of a payload's member: a property, a field, or a parameter of a record.</summary>
internal static class PayloadMemberSyntax
{
    /// <summary>Marks what <see cref="ImportAsync"/> imports the namespaces of.</summary>
    public static SyntaxAnnotation Imported { get; } = new();

    /// <summary>The member whose name is at a place; null where there is another thing.</summary>
    public static SyntaxNode? Find(SyntaxNode root, int position) => root.FindToken(position).Parent switch
    {
        PropertyDeclarationSyntax property => property,
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } } => field,
        ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } parameter => parameter,
        _ => null,
    };

    /// <summary>Adds the usings that make added names short.</summary>
    public static Task<Document> ImportAsync(Document document, CancellationToken cancellationToken) =>
        ImportAdder.AddImportsAsync(document, Imported, options: null, cancellationToken);

    /// <summary>The member with one more attribute, by a name to be shortened.</summary>
    public static SyntaxNode WithAttribute(SyntaxNode member, SyntaxGenerator generator, INamedTypeSymbol attribute, params AttributeArgumentSyntax[] arguments)
    {
        AttributeSyntax added = SyntaxFactory.Attribute((NameSyntax)generator.TypeExpression(attribute).WithAdditionalAnnotations(Imported));
        if (arguments.Length > 0) added = added.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(arguments)));
        AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(added));
        return member switch
        {
            ParameterSyntax parameter => parameter
                .WithoutLeadingTrivia()
                .AddAttributeLists(list
                    .WithTarget(SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(SyntaxKind.PropertyKeyword)))
                    .WithTrailingTrivia(SyntaxFactory.Space))
                .WithLeadingTrivia(parameter.GetLeadingTrivia()),
            MemberDeclarationSyntax declaration => declaration
                .WithoutLeadingTrivia()
                .WithAttributeLists(declaration.AttributeLists.Insert(0, list.WithTrailingTrivia(SyntaxFactory.ElasticEndOfLine("\n"))))
                .WithLeadingTrivia(declaration.GetLeadingTrivia()),
            _ => member,
        };
    }
}
