using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses what all annotated types have in common.</summary>
internal static class TargetParser
{
    /// <summary>Whether a node can be an annotated type; by syntax alone.</summary>
    public static bool IsCandidate(SyntaxNode node) => node is ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax;

    /// <summary>The annotated type and its annotation; null where nothing can be generated for it.</summary>
    public static (INamedTypeSymbol Type, AttributeData Attribute, string Name)? Find(
        GeneratorAttributeSyntaxContext context,
        ContractKind kind,
        CancellationToken cancellationToken)
    {
        if (context.TargetSymbol is not INamedTypeSymbol type) return null;

        AttributeData attribute = context.Attributes[0];
        if (!IsFirst(attribute, type, context.TargetNode)) return null;
        string? name = AttributeReader.Name(attribute);
        return NameValidity.FindNameProblem(kind, name) is null
            && Validity.ProblemOf(type, kind, cancellationToken) == TargetProblem.None
                ? (type, attribute, name!)
                : null;
    }

    public static TargetType Parse(INamedTypeSymbol type) => new(
        TypeNames.Of(type),
        Declaration(type),
        Container(type));

    /// <summary>A namespace's dotted name, without <c>@</c>; empty for the global one.</summary>
    public static string MetadataName(INamespaceSymbol name)
    {
        if (name.IsGlobalNamespace) return "";
        string parent = MetadataName(name.ContainingNamespace);
        return parent.Length == 0 ? name.Name : parent + "." + name.Name;
    }

    // An annotation that stands on several parts of a type, which is an error of the user's, must not give two targets.
    private static bool IsFirst(AttributeData attribute, INamedTypeSymbol type, SyntaxNode node)
    {
        AttributeData first = type.GetAttributes().First(other =>
            SymbolEqualityComparer.Default.Equals(other.AttributeClass, attribute.AttributeClass));
        return first.ApplicationSyntaxReference is { } reference
            && reference.SyntaxTree == node.SyntaxTree
            && node.Span.Contains(reference.Span);
    }

    private static ContainerSpec Container(INamedTypeSymbol type)
    {
        var types = new List<TypeDeclaration>();
        for (INamedTypeSymbol? container = type.ContainingType; container is not null; container = container.ContainingType)
            types.Insert(0, Declaration(container));

        return new ContainerSpec(MetadataName(type.ContainingNamespace), types.ToEquatableArray());
    }

    private static TypeDeclaration Declaration(INamedTypeSymbol type) => new(type.Name, type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    });
}
