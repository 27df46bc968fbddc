using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>Which types have a JSON form; an analyzer reports the same problems that make the generator leave a member out.</summary>
internal static class PayloadTypes
{
    private const string Remedy = "give the member a [JsonConverter] or [JsonIgnore], or declare another type";

    /// <summary>Why a type has no JSON form, with the remedy; null where it has one.</summary>
    public static string? FindProblem(ITypeSymbol type)
    {
        string name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (PayloadCollections.TryGetList(type, out _, out _) || PayloadCollections.TryGetDictionary(type, out _, out _, out _)) return null;

        return type switch
        {
            { TypeKind: TypeKind.Error } => $"the type '{name}' does not exist",
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

    /// <summary>Types of the framework that are not known one by one are not data, or not data that System.Text.Json understands.</summary>
    private static bool IsFramework(INamedTypeSymbol type)
    {
        if (type.SpecialType != SpecialType.None) return true;
        INamespaceSymbol ns = type.ContainingNamespace;
        while (ns.ContainingNamespace is { IsGlobalNamespace: false } outer) ns = outer;
        return ns.Name == "System";
    }
}
