using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>Which types have a JSON form; an analyzer reports the same problems that make the generator leave a member out.</summary>
internal static class PayloadTypes
{
    private const string Remedy = "give the member a [JsonConverter] or [JsonIgnore], or declare another type";

    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.MinimallyQualifiedFormat.RemoveMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseAsterisksInMultiDimensionalArrays | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Why a type has no JSON form, with the remedy; null where it has one.</summary>
    /// <param name="type">The type.</param>
    /// <param name="from">The assembly of the generated code.</param>
    public static string? FindProblem(ITypeSymbol type, IAssemblySymbol from)
    {
        if (!IsAccessible(type, from))
            return $"the type '{type.ToDisplayString(Format)}' cannot be seen by generated code; make it internal or public";

        if (PayloadCollections.TryGetList(type, out _, out _, out _) || PayloadCollections.TryGetDictionary(type, out _, out _, out _, out _)) return null;

        return type.TypeKind == TypeKind.Enum || IsObject(type) ? null : DescribeProblem(type, type.ToDisplayString(Format));
    }

    /// <summary>Whether a type is a JSON object that has members.</summary>
    public static bool IsObject(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsTupleType: false, IsUnboundGenericType: false, IsRefLikeType: false } named
        && !PayloadCollections.IsSequence(named)
        && (HasDerivedTypes(named)
            || (named is { IsAbstract: false, TypeKind: TypeKind.Class or TypeKind.Struct } && (!IsFramework(named) || IsPair(named))));

    private static string DescribeProblem(ITypeSymbol type, string name) => type switch
    {
        { SpecialType: SpecialType.System_Object } => "'object' says nothing of its JSON; declare the type, or JsonElement for any JSON",
        IArrayTypeSymbol => $"the array '{name}' has more than one dimension, which JSON arrays have not; use an array of arrays",
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => $"the pointer '{name}' has no JSON form; {Remedy}",
        INamedTypeSymbol { IsTupleType: true } => $"the tuple '{name}' has no JSON form, since System.Text.Json leaves its fields out; declare a record instead",
        _ when PayloadCollections.IsSequence(type) =>
            $"the collection '{name}' cannot be read from JSON, as nothing says how to make and fill it; declare a List<T>, Dictionary<TKey, TValue> or another collection with a public constructor and Add, or give the member a [JsonConverter]",
        { IsAbstract: true } when !IsFramework(type) =>
            $"the type '{name}' is abstract, so its values cannot be read and what derived types add would be lost; name them with [JsonDerivedType], declare a class, or give the member a [JsonConverter]",
        _ => $"the type '{name}' has no JSON form; {Remedy}",
    };

    /// <summary>
    /// Whether System.Text.Json writes a type as the elements that it enumerates and leaves out its members. MODE wants an
    /// object of an annotated type.
    /// </summary>
    public static bool IsEnumerated(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(static implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable)
        && !JsonAttributes.Has(type, "JsonConverterAttribute");

    /// <summary>Whether a type is one of the framework's that System.Text.Json takes as an object.</summary>
    public static bool IsPair(INamedTypeSymbol type) =>
        (type is { Name: "KeyValuePair", Arity: 2 } && TypeNames.IsIn(type, "System.Collections.Generic"))
        || (type is { Name: "Tuple", Arity: > 0 } && TypeNames.IsIn(type, "System"));

    public static bool HasDerivedTypes(INamedTypeSymbol type) => JsonAttributes.Has(type, "JsonDerivedTypeAttribute");

    /// <summary>Whether code of an assembly can name a type.</summary>
    public static bool IsAccessible(ITypeSymbol type, IAssemblySymbol from) => type switch
    {
        IArrayTypeSymbol array => IsAccessible(array.ElementType, from),
        INamedTypeSymbol named => IsAccessible(named, from),
        _ => true,
    };

    /// <summary>Whether a declared accessibility reaches code of an assembly outside the type.</summary>
    public static bool IsAccessible(ISymbol symbol, IAssemblySymbol from) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Internal or Accessibility.ProtectedOrInternal =>
            SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, from) || symbol.ContainingAssembly.GivesAccessTo(from),
        _ => false,
    };

    private static bool IsAccessible(INamedTypeSymbol type, IAssemblySymbol from)
    {
        // What does not exist, the compiler reports.
        if (type.TypeKind == TypeKind.Error) return true;
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            if (part.IsFileLocal || !IsAccessible((ISymbol)part, from)) return false;
            foreach (ITypeSymbol argument in part.TypeArguments)
                if (!IsAccessible(argument, from)) return false;
        }

        return true;
    }

    /// <summary>Types of the framework that are not known one by one are not data, or not data that System.Text.Json understands.</summary>
    private static bool IsFramework(ITypeSymbol type)
    {
        if (type.SpecialType != SpecialType.None) return true;
        INamespaceSymbol? ns = type.ContainingNamespace;
        while (ns?.ContainingNamespace is { IsGlobalNamespace: false } outer) ns = outer;
        return ns?.Name == "System";
    }
}
