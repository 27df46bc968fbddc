using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>
/// The annotations of a member: its own and, for a positional parameter of a record, those of the parameter, where they
/// stand unless the user writes <c>property:</c>.
/// </summary>
internal sealed class DataAnnotations
{
    private const string Namespace = "System.ComponentModel.DataAnnotations";

    private readonly List<AttributeData> _attributes;

    private DataAnnotations(List<AttributeData> attributes) => _attributes = attributes;

    /// <summary>Those that state rules, known or not.</summary>
    public IEnumerable<AttributeData> Rules => _attributes.Where(attribute => IsRule(attribute.AttributeClass));

    public AttributeData? Display => Find("DisplayAttribute");

    public AttributeData? DefaultValue => Find("DefaultValueAttribute");

    public bool IsRequired => Find("RequiredAttribute") is not null;

    public static DataAnnotations Of(ISymbol member)
    {
        List<AttributeData> attributes = [.. member.GetAttributes()];
        if (member.ContainingType is { IsRecord: true } record)
            foreach (IMethodSymbol constructor in record.InstanceConstructors)
                foreach (IParameterSymbol parameter in constructor.Parameters)
                    if (parameter.Name == member.Name) attributes.AddRange(parameter.GetAttributes());

        return new DataAnnotations(attributes);
    }

    /// <summary>Whether an attribute is one of <c>System.ComponentModel.DataAnnotations</c>, by its name.</summary>
    public static bool Is(AttributeData attribute, string name) =>
        attribute.AttributeClass is { } type && type.Name == name && type.ContainingNamespace.ToDisplayString() == Namespace;

    /// <summary>What a member or type is called to people, where an annotation or the name says it.</summary>
    public static string LabelOf(AttributeData? display, ISymbol symbol) => Text(display, "Name") ?? symbol.Name;

    public static string? DescriptionOf(AttributeData? display) => Text(display, "Description");

    // With a resource type the texts are the names of resources.
    private static string? Text(AttributeData? display, string name) =>
        display is not null && JsonAttributes.Named<ITypeSymbol?>(display, "ResourceType", null) is null
            ? JsonAttributes.Named<string?>(display, name, null)
            : null;

    private static bool IsRule(INamedTypeSymbol? type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
            if (current.Name == "ValidationAttribute" && current.ContainingNamespace.ToDisplayString() == Namespace) return true;

        return false;
    }

    private AttributeData? Find(string name) => _attributes.Find(attribute =>
        attribute.AttributeClass is { } type && type.Name == name
        && type.ContainingNamespace.ToDisplayString() is Namespace or "System.ComponentModel");
}
