using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Finds the attributes of System.Text.Json and of the compiler that say something of a payload.</summary>
internal static class JsonAttributes
{
    private const string JsonAttributeBase = "JsonAttribute";

    /// <summary>The attributes of System.Text.Json that generated code honours.</summary>
    private static readonly HashSet<string> Honoured =
    [
        "JsonConstructorAttribute",
        "JsonConverterAttribute",
        "JsonDerivedTypeAttribute",
        "JsonExtensionDataAttribute",
        "JsonIgnoreAttribute",
        "JsonIncludeAttribute",
        "JsonNumberHandlingAttribute",
        "JsonPolymorphicAttribute",
        "JsonPropertyNameAttribute",
        "JsonPropertyOrderAttribute",
        "JsonRequiredAttribute",
        "JsonStringEnumMemberNameAttribute",
        "JsonUnmappedMemberHandlingAttribute",
    ];

    /// <summary>What to do about an attribute of System.Text.Json, or one that derives from one, that has no effect.</summary>
    public static string? FindProblem(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { } type || !DerivesFromJsonAttribute(type)) return null;
        if (Is(attribute, "JsonObjectCreationHandlingAttribute") && Argument<int>(attribute) == 0) return null;
        if (!IsSystem(type)) return "generated code does not run it; name the converter with [JsonConverter(typeof(...))]";
        return Honoured.Contains(type.Name) ? null : "payload code does not honour it; remove it, or give the member a [JsonConverter]";
    }

    public static AttributeData? Find(ISymbol symbol, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
            if (Is(attribute, name)) return attribute;

        return null;
    }

    public static bool Is(AttributeData attribute, string name) =>
        attribute.AttributeClass is { } type && type.Name == name && IsSystem(type);

    public static bool Has(ISymbol symbol, string name) => Find(symbol, name) is not null;

    /// <summary>The types that <c>[JsonDerivedType]</c> names.</summary>
    public static IEnumerable<INamedTypeSymbol> DerivedTypes(ITypeSymbol type) =>
        from attribute in type.GetAttributes()
        where Is(attribute, "JsonDerivedTypeAttribute")
        let derived = Argument<INamedTypeSymbol>(attribute)
        where derived is { TypeKind: not TypeKind.Error }
        select derived;

    /// <summary>The value of a named argument, or a default.</summary>
    public static T Named<T>(AttributeData? attribute, string name, T otherwise)
    {
        if (attribute is null) return otherwise;
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
            if (argument.Key == name && argument.Value.Value is T value) return value;

        return otherwise;
    }

    /// <summary>The first constructor argument, where it is a <typeparamref name="T"/>.</summary>
    public static T? Argument<T>(AttributeData? attribute) =>
        attribute is { ConstructorArguments.Length: > 0 } && attribute.ConstructorArguments[0].Value is T value ? value : default;

    /// <summary>What <c>[JsonNumberHandling]</c> says; null where it does not stand.</summary>
    public static NumberHandling? NumberHandling(ISymbol symbol) =>
        Find(symbol, "JsonNumberHandlingAttribute") is { } attribute ? (NumberHandling)(Argument<int>(attribute) & 7) : null;

    private static bool DerivesFromJsonAttribute(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type.BaseType; current is not null; current = current.BaseType)
            if (current.Name == JsonAttributeBase && IsSystem(current)) return true;

        return false;
    }

    private static bool IsSystem(INamedTypeSymbol attribute)
    {
        INamespaceSymbol ns = attribute.ContainingNamespace;
        while (ns.ContainingNamespace is { IsGlobalNamespace: false } outer) ns = outer;
        return ns.Name == "System";
    }
}
