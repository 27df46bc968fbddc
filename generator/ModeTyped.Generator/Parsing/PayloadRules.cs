using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Finds the rules of a payload's members, and of the members of what they hold.</summary>
internal sealed class PayloadRules
{
    private readonly Dictionary<string, PayloadSpec> _payloads;
    private readonly Action<AttributeData, string>? _report;
    private readonly CancellationToken _cancellationToken;

    // In the order of discovery; a type that is still being looked at has no rules yet.
    private readonly Dictionary<string, RulesSpec?> _found = new(StringComparer.Ordinal);

    private PayloadRules(PayloadGraph graph, Action<AttributeData, string>? report, CancellationToken cancellationToken)
    {
        _payloads = graph.Payloads.GroupBy(payload => payload.Codec).ToDictionary(same => same.Key, same => same.First());
        _report = report;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The rules of every type of a payload that has any, directly or in what it holds, the payload itself first.</summary>
    /// <param name="type">The payload's type.</param>
    /// <param name="graph">Its JSON form.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    /// <param name="report">Told of each annotation whose rule cannot be kept, with the remedy.</param>
    public static EquatableArray<RulesSpec> Parse(
        INamedTypeSymbol type, PayloadGraph graph, CancellationToken cancellationToken, Action<AttributeData, string>? report = null)
    {
        var rules = new PayloadRules(graph, report, cancellationToken);
        rules.Visit(type, graph.Root);
        return rules.Prune();
    }

    /// <summary>The class that checks values of a type.</summary>
    public static string ClassOf(TypeRef type) => type.Codec.Substring(0, type.Codec.Length - "Codec".Length) + "Rules";

    /// <summary>The symbol of a member of a payload type.</summary>
    public static ISymbol? Find(INamedTypeSymbol type, MemberSpec member)
    {
        string name = member.Name.TrimStart('@');
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
            foreach (ISymbol symbol in current.GetMembers(name))
                if (symbol is IPropertySymbol or IFieldSymbol) return symbol;

        return null;
    }

    /// <summary>The type of a property or field.</summary>
    public static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    public PayloadSpec? SpecOf(TypeRef type) => type.Primitive is null && _payloads.TryGetValue(type.Codec, out PayloadSpec spec) ? spec : null;

    private void Visit(ITypeSymbol type, TypeRef reference)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (type is not INamedTypeSymbol named || _found.ContainsKey(reference.Codec) || SpecOf(reference) is not ObjectSpec spec) return;

        _found.Add(reference.Codec, null);
        var members = new List<MemberRules>();
        foreach (MemberSpec member in spec.Members)
        {
            if (member.Write is WriteCondition.Never || member.GetsByAccessor || member.IsHidden || Find(named, member) is not { } symbol) continue;

            List<RuleSpec> own = RuleParser.Parse(member, symbol, DataAnnotations.Of(symbol), SpecOf(member.Type), _report);
            (InnerValues inner, TypeRef? innerType) = VisitInner(TypeOf(symbol), member.Type);
            members.Add(new MemberRules(
                member.Name, member.JsonName, own.ToEquatableArray(), inner, innerType is null ? "" : ClassOf(innerType)));
        }

        _found[reference.Codec] = new RulesSpec(reference with { IsNullableValue = false }, ClassOf(reference), members.ToEquatableArray());
    }

    private (InnerValues Inner, TypeRef? Type) VisitInner(ITypeSymbol type, TypeRef reference)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
        switch (SpecOf(reference))
        {
            case ObjectSpec:
                Visit(type, reference);
                return (InnerValues.Value, reference);
            case ListSpec list when PayloadCollections.TryGetList(type, out ITypeSymbol element, out _, out _) && SpecOf(list.Element) is ObjectSpec:
                Visit(element, list.Element);
                return (InnerValues.Elements, list.Element);
            case DictionarySpec map when PayloadCollections.TryGetDictionary(type, out _, out ITypeSymbol value, out _, out _) && SpecOf(map.Value) is ObjectSpec:
                Visit(value, map.Value);
                return (InnerValues.Entries, map.Value);
            default:
                return (InnerValues.None, null);
        }
    }

    /// <summary>Leaves out what has no rules, however deep one looks; types may hold each other.</summary>
    private EquatableArray<RulesSpec> Prune()
    {
        List<RulesSpec> all = [.. _found.Values.OfType<RulesSpec>()];
        var live = new HashSet<string>(all.Where(rules => rules.Members.Any(member => !member.Rules.IsEmpty)).Select(rules => rules.Class), StringComparer.Ordinal);
        int before;
        do
        {
            before = live.Count;
            foreach (RulesSpec rules in all)
                if (rules.Members.Any(member => live.Contains(member.InnerRules))) live.Add(rules.Class);
        }
        while (live.Count > before);

        return all
            .Where(rules => live.Contains(rules.Class))
            .Select(rules => rules with
            {
                Members = rules.Members
                    .Select(member => live.Contains(member.InnerRules) ? member : member with { Inner = InnerValues.None, InnerRules = "" })
                    .Where(member => !member.Rules.IsEmpty || member.Inner is not InnerValues.None)
                    .ToEquatableArray(),
            })
            .ToEquatableArray();
    }
}
