using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Finds the members of a type that are JSON properties, by System.Text.Json's rules.</summary>
internal static class PayloadMembers
{
    /// <summary>The members, ignored ones included, those of the type before those of its bases, in the order of their declaration.</summary>
    public static List<PayloadMember> Find(INamedTypeSymbol type, PayloadGraphParser graph)
    {
        var members = new List<PayloadMember>(8);
        if (type.TypeKind == TypeKind.Interface)
        {
            AddMembersOf(type);
            foreach (INamedTypeSymbol inherited in type.AllInterfaces) AddMembersOf(inherited);
        }
        else
        {
            for (INamedTypeSymbol? part = type; HasMembers(part); part = part!.BaseType) AddMembersOf(part!);
        }

        return members;

        void AddMembersOf(INamedTypeSymbol declaring)
        {
            bool hasFields = false;
            foreach (ISymbol symbol in declaring.GetMembers())
            {
                if (symbol is not IPropertySymbol property) hasFields |= IsIncludedField(symbol);
                else if (property is { IsStatic: false, IsIndexer: false, CanBeReferencedByName: true } && PayloadMember.Counts(property)) AddSymbol(symbol);
            }

            if (!hasFields) return;
            foreach (ISymbol symbol in declaring.GetMembers())
                if (IsIncludedField(symbol)) AddSymbol(symbol);
        }

        void AddSymbol(ISymbol symbol)
        {
            foreach (PayloadMember other in members)
                if (other.IsIgnored && other.Symbol.Name == symbol.Name && Overrides(other.Symbol, symbol)) return;

            string camelCase = JsonNaming.CamelCase(symbol.Name);
            Add(new PayloadMember(symbol, camelCase, NameOf(symbol, camelCase, graph.Settings.Naming), ConditionOf(symbol), IsHidden(symbol, type)));
        }

        void Add(PayloadMember member)
        {
            for (int i = 0; i < members.Count; i++)
            {
                if (members[i].JsonName != member.JsonName) continue;

                if (members[i].IsIgnored) members[i] = member;
                else if (!member.IsIgnored && !IsHiddenBy(members, member)) ReportNames(members[i], member);
                return;
            }

            members.Add(member);
        }

        void ReportNames(PayloadMember first, PayloadMember second) => graph.Report(
            second.Symbol,
            $"'{second.Symbol.Name}' and '{first.Symbol.Name}' have the same name '{second.JsonName}' in JSON; give one of them another with [JsonPropertyName], or [JsonIgnore]");
    }

    private static bool IsHiddenBy(List<PayloadMember> members, PayloadMember member)
    {
        foreach (PayloadMember other in members)
            if (Hides(other.Symbol, member.Symbol)) return true;

        return false;
    }

    private static bool HasMembers(INamedTypeSymbol? type) =>
        type is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) };

    private static bool IsIncludedField(ISymbol symbol) =>
        symbol is IFieldSymbol { IsStatic: false, IsConst: false, CanBeReferencedByName: true } && JsonAttributes.Has(symbol, "JsonIncludeAttribute");

    private static string NameOf(ISymbol symbol, string camelCase, NamingPolicy policy) => JsonNaming.WellFormed(
        JsonAttributes.Argument<string>(JsonAttributes.Find(symbol, "JsonPropertyNameAttribute"))
        ?? (policy is NamingPolicy.CamelCase ? camelCase : JsonNaming.Convert(symbol.Name, policy)));

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
