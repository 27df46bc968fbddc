using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>One of our attributes on one type of the project.</summary>
internal sealed class Annotation(ContractKind kind, INamedTypeSymbol type, AttributeData attribute)
{
    public ContractKind Kind { get; } = kind;

    public INamedTypeSymbol Type { get; } = type;

    /// <summary>The attribute as users write it, such as <c>ModeEvent</c>.</summary>
    public string AttributeName => NameOf(attribute);

    /// <summary>What the name is called in messages.</summary>
    public string NameNoun => Noun(Kind);

    /// <summary>What the names of a kind are called in messages.</summary>
    public static string Noun(ContractKind kind) => kind switch
    {
        ContractKind.Event => "event type",
        ContractKind.Command => "action",
        ContractKind.BulkLabel => "bulk label",
        _ => "data key",
    };

    /// <summary>Whether the attribute has a name at all; false while it is being typed.</summary>
    public bool HasName => attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Kind is TypedConstantKind.Primitive;

    /// <summary>The event type, action, label or key.</summary>
    public string? Name => HasName ? attribute.ConstructorArguments[0].Value as string : null;

    /// <summary>The value of a named argument, where it is given.</summary>
    public int? GetNumber(string argumentName)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
            if (argument.Key == argumentName && argument.Value.Kind is not TypedConstantKind.Error && argument.Value.Value is int value) return value;

        return null;
    }

    /// <summary>The name of an attribute as users write it.</summary>
    public static string NameOf(AttributeData attribute)
    {
        string name = attribute.AttributeClass!.Name;
        return name.EndsWith(nameof(Attribute), StringComparison.Ordinal) ? name.Substring(0, name.Length - nameof(Attribute).Length) : name;
    }

    /// <summary>Whether this is the annotation that a node of the source writes.</summary>
    public bool IsWrittenAs(AttributeSyntax syntax) =>
        attribute.ApplicationSyntaxReference is { } reference
        && reference.SyntaxTree == syntax.SyntaxTree
        && reference.Span == syntax.Span;

    /// <summary>Where the type is declared, by its name.</summary>
    public Location TypeLocation => Type.Locations[0];

    /// <summary>Where the name is written.</summary>
    public Location GetNameLocation(CancellationToken cancellationToken) =>
        FindArgument(static argument => argument.NameEquals is null, cancellationToken);

    /// <summary>Where the value of a named argument is written.</summary>
    public Location GetLocation(string argumentName, CancellationToken cancellationToken) =>
        FindArgument(argument => argument.NameEquals?.Name.Identifier.ValueText == argumentName, cancellationToken);

    private Location FindArgument(Func<AttributeArgumentSyntax, bool> predicate, CancellationToken cancellationToken)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax syntax) return TypeLocation;

        if (syntax.ArgumentList is { } list)
            foreach (AttributeArgumentSyntax argument in list.Arguments)
                if (predicate(argument)) return argument.Expression.GetLocation();

        return syntax.GetLocation();
    }
}
