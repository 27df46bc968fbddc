using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>Finds the members of a type that are JSON properties, by System.Text.Json's rules.</summary>
internal static class PayloadMembers
{
    /// <summary>The members, those of the type before those of its bases, in the order of their declaration.</summary>
    public static List<ISymbol> Find(INamedTypeSymbol type, PayloadGraphParser graph)
    {
        var members = new List<ISymbol>(16);
        HashSet<string>? names = HasMembers(type.BaseType) ? new(StringComparer.Ordinal) : null;
        for (INamedTypeSymbol? current = type; HasMembers(current); current = current!.BaseType)
        {
            foreach (ISymbol member in current!.GetMembers())
            {
                if (member is not IPropertySymbol { IsStatic: false, IsIndexer: false, CanBeReferencedByName: true } property) continue;
                if (!IsAccessible(property.GetMethod) && !IsAccessible(property.SetMethod)) continue;
                if (names?.Add(property.Name) is false) continue;
                if (JsonAttributes.Has(property, "JsonIgnoreAttribute")) continue;
                members.Add(property);
            }
        }

        return members;
    }

    private static bool HasMembers(INamedTypeSymbol? type) =>
        type is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) };

    public static bool IsAccessible(IMethodSymbol? accessor) => accessor is { DeclaredAccessibility: Accessibility.Public };
}
