using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses what a contract needs to know of an annotated type.</summary>
internal static class ContractMemberParser
{
    public static ContractMember Parse(
        INamedTypeSymbol type,
        TargetType target,
        ContractKind kind,
        string wireName,
        INamedTypeSymbol attribute,
        params PayloadGraph?[] payloads)
    {
        return new ContractMember(
            target,
            kind,
            wireName,
            Validity.IsPublic(type),
            attribute.ContainingAssembly.GivesAccessTo(type.ContainingAssembly),
            (type.ContainingType is { } container ? TakenIn(container, target.Container) : TakenIn(type.ContainingNamespace)).ToEquatableArray(),
            TypesOf(payloads),
            JsonSettingsParser.ParseSettings((ISymbol?)type.ContainingType ?? type.ContainingAssembly),
            ConverterScopeOf(payloads));
    }

    private static EquatableArray<TypeRef> TypesOf(PayloadGraph?[] graphs)
    {
        if (graphs.Length == 1 && graphs[0] is { } only) return only.Types;
        return graphs.SelectMany(static graph => graph?.Types ?? []).ToEquatableArray();
    }

    private static JsonScope? ConverterScopeOf(PayloadGraph?[] graphs)
    {
        foreach (PayloadGraph? graph in graphs)
            foreach (PayloadSpec spec in graph?.Payloads ?? default)
                if (spec is ConverterSpec { Options: not null }) return graph!.Scope;

        return null;
    }

    private static List<string> TakenIn(INamedTypeSymbol container, ContainerSpec spec)
    {
        var taken = new List<string>();
        foreach (string name in ContractNames.Nested.All)
        {
            if (container.Name == name || HasMember(container, name)) taken.Add(spec.MetadataNameOf(name));
        }

        return taken;
    }

    // A top-level contract stands in one of the type's namespaces; which of them, the other types decide.
    private static List<string> TakenIn(INamespaceSymbol @namespace)
    {
        var taken = new List<string>();
        for (INamespaceSymbol? space = @namespace; space is not null; space = space.ContainingNamespace)
        {
            foreach (string name in ContractNames.TopLevel.All)
            {
                if (((INamespaceOrTypeSymbol)space).GetMembers(name).IsEmpty) continue;
                taken.Add(new ContainerSpec(TargetParser.MetadataName(space), []).MetadataNameOf(name));
            }
        }

        return taken;
    }

    private static bool HasMember(INamedTypeSymbol container, string name)
    {
        for (INamedTypeSymbol? type = container; type is not null; type = type.BaseType)
        {
            if (!type.GetMembers(name).IsEmpty) return true;
        }

        return false;
    }
}
