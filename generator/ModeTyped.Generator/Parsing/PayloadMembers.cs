using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Finds the members of a type that are JSON properties, by System.Text.Json's rules.</summary>
internal static class PayloadMembers
{
    /// <summary>The members, ignored ones included, those of the type before those of its bases, in the order of their declaration.</summary>
    public static List<PayloadMember> Find(INamedTypeSymbol type, PayloadGraphParser graph)
    {
        var members = new List<PayloadMember>();
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        var ignored = new Dictionary<string, ISymbol>(StringComparer.Ordinal);
        foreach (INamedTypeSymbol declaring in Hierarchy(type))
        {
            foreach (ISymbol symbol in Candidates(declaring))
            {
                if (ignored.TryGetValue(symbol.Name, out ISymbol? other) && Overrides(other, symbol)) continue;

                var member = new PayloadMember(symbol, NameOf(symbol, graph.Settings.Naming), ConditionOf(symbol))
                {
                    IsHidden = IsHidden(symbol, type),
                };
                if (member.Getter is null && member.Setter is null) continue;

                Add(member);
            }
        }

        return members;

        void Add(PayloadMember member)
        {
            if (!positions.TryGetValue(member.JsonName, out int position))
            {
                positions.Add(member.JsonName, members.Count);
                members.Add(member);
            }
            else if (members[position].IsIgnored)
            {
                members[position] = member;
            }
            else if (!member.IsIgnored
                && !Hides(members[position].Symbol, member.Symbol)
                && !(ignored.TryGetValue(member.Symbol.Name, out ISymbol? other) && Hides(other, member.Symbol)))
            {
                graph.Report(
                    member.Symbol,
                    $"'{member.Symbol.Name}' and '{members[position].Symbol.Name}' have the same name '{member.JsonName}' in JSON; give one of them another with [JsonPropertyName], or [JsonIgnore]");
            }

            if (member.IsIgnored) ignored[member.Symbol.Name] = member.Symbol;
        }
    }

    private static IEnumerable<INamedTypeSymbol> Hierarchy(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface) return type.AllInterfaces.Insert(0, type);

        var types = new List<INamedTypeSymbol>();
        for (INamedTypeSymbol? part = type; part is not null && part.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); part = part.BaseType)
            types.Add(part);
        return types;
    }

    /// <summary>The properties of a type, then its fields that have <c>[JsonInclude]</c>.</summary>
    private static IEnumerable<ISymbol> Candidates(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers())
            if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, CanBeReferencedByName: true }) yield return member;

        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false, IsConst: false, CanBeReferencedByName: true }
                && JsonAttributes.Has(member, "JsonIncludeAttribute")) yield return member;
        }
    }

    private static string NameOf(ISymbol symbol, NamingPolicy policy) => JsonNaming.WellFormed(
        JsonAttributes.Argument<string>(JsonAttributes.Find(symbol, "JsonPropertyNameAttribute")) ?? JsonNaming.Convert(symbol.Name, policy));

    private static IgnoreCondition? ConditionOf(ISymbol symbol) =>
        JsonAttributes.Find(symbol, "JsonIgnoreAttribute") is { } attribute
            ? (IgnoreCondition)JsonAttributes.Named(attribute, "Condition", (int)IgnoreCondition.Always)
            : null;

    private static bool Overrides(ISymbol ignored, ISymbol inherited) =>
        ignored is IPropertySymbol { IsOverride: true } above
        && inherited is IPropertySymbol below
        && (below.IsVirtual || below.IsAbstract || below.IsOverride)
        && SymbolEqualityComparer.Default.Equals(above.Type, below.Type);

    /// <summary>Whether a member of a derived type stands for one of a base type that has the same name.</summary>
    private static bool Hides(ISymbol above, ISymbol below)
    {
        if (above.Name != below.Name) return false;
        for (INamedTypeSymbol? part = above.ContainingType; part is not null; part = part.BaseType)
            if (SymbolEqualityComparer.Default.Equals(part, below.ContainingType)) return true;

        return above.ContainingType.AllInterfaces.Contains(below.ContainingType, SymbolEqualityComparer.Default);
    }

    private static bool IsHidden(ISymbol symbol, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = type; part is not null && !SymbolEqualityComparer.Default.Equals(part, symbol.ContainingType); part = part.BaseType)
        {
            foreach (ISymbol other in part.GetMembers(symbol.Name))
                if (!other.IsOverride && other.DeclaredAccessibility != Accessibility.Private) return true;
        }

        return false;
    }
}
