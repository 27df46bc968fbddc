using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>The collection types that are JSON arrays and objects.</summary>
internal static class PayloadCollections
{
    private const string Generic = "System.Collections.Generic";

    /// <summary>The element type of a type that is a JSON array, and how to make one from the builder <c>elements</c>.</summary>
    public static bool TryGetList(ITypeSymbol type, out ITypeSymbol element, out string create)
    {
        create = "elements.ToList()";
        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            element = array.ElementType;
            create = "elements.ToArray()";
            return true;
        }

        element = type;
        if (type is not INamedTypeSymbol { Arity: 1 } named) return false;

        element = named.TypeArguments[0];
        return TypeNames.IsIn(named, Generic)
            && named.Name is "List" or "IList" or "ICollection" or "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection";
    }

    /// <summary>The key and value types of a type that is a JSON object, and how to make one from the dictionary <c>entries</c>.</summary>
    public static bool TryGetDictionary(ITypeSymbol type, out ITypeSymbol key, out ITypeSymbol value, out string create)
    {
        key = value = type;
        create = "entries";
        if (type is not INamedTypeSymbol { Arity: 2 } named) return false;

        key = named.TypeArguments[0];
        value = named.TypeArguments[1];
        return TypeNames.IsIn(named, Generic) && named.Name is "Dictionary" or "IDictionary" or "IReadOnlyDictionary";
    }
}
