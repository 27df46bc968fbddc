using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>Which types have a JSON form; an analyzer reports the same problems that make the generator leave a member out.</summary>
internal static class PayloadTypes
{
    private const string Remedy = "give the member a [JsonConverter] or [JsonIgnore], or declare another type";

    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.MinimallyQualifiedFormat.RemoveMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseAsterisksInMultiDimensionalArrays | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Why a type has no JSON form, with the remedy; null where it has one.</summary>
    public static string? FindProblem(ITypeSymbol type)
    {
        if (PayloadCollections.TryGetList(type, out _, out _) || PayloadCollections.TryGetDictionary(type, out _, out _, out _)) return null;

        string name = type.ToDisplayString(Format);
        return type switch
        {
            { TypeKind: TypeKind.Enum } => null,
            { SpecialType: SpecialType.System_Object } => $"'object' says nothing of its JSON; declare the type, or JsonElement for any JSON",
            IArrayTypeSymbol => $"the array '{name}' has more than one dimension, which JSON arrays have not; use an array of arrays",
            IPointerTypeSymbol or IFunctionPointerTypeSymbol => $"the pointer '{name}' has no JSON form; {Remedy}",
            INamedTypeSymbol { IsTupleType: true } => $"the tuple '{name}' has no JSON form; declare a record instead",
            INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsRefLikeType: false, IsUnboundGenericType: false } named
                when !IsFramework(named) => null,
            _ => $"the type '{name}' has no JSON form; {Remedy}",
        };
    }

    /// <summary>
    /// Whether System.Text.Json writes a type as the elements that it enumerates and leaves out its members. MODE wants an
    /// object of an annotated type.
    /// </summary>
    public static bool IsEnumerated(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(static implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable)
        && !JsonAttributes.Has(type, "JsonConverterAttribute");

    /// <summary>Types of the framework that are not known one by one are not data, or not data that System.Text.Json understands.</summary>
    private static bool IsFramework(INamedTypeSymbol type)
    {
        if (type.SpecialType != SpecialType.None) return true;
        INamespaceSymbol ns = type.ContainingNamespace;
        while (ns.ContainingNamespace is { IsGlobalNamespace: false } outer) ns = outer;
        return ns.Name == "System";
    }
}
