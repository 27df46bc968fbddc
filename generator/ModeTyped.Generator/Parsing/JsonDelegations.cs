using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>
/// The types that <c>[ModeJsonContext]</c> leaves to a context of the user's: those that the context declares with
/// <c>[JsonSerializable]</c>, and no others.
/// </summary>
internal sealed class JsonDelegations
{
    private static readonly JsonDelegations None = new();

    private readonly Dictionary<ITypeSymbol, INamedTypeSymbol> _contexts = new(SymbolEqualityComparer.Default);

    private JsonDelegations()
    {
    }

    /// <summary>Gathers what holds for an annotated type; an inner attribute goes before an outer one.</summary>
    public static JsonDelegations Parse(INamedTypeSymbol annotated, PayloadGraphParser graph)
    {
        JsonDelegations? delegations = null;
        for (INamedTypeSymbol? type = annotated; type is not null; type = type.ContainingType) Add(ref delegations, type, annotated, graph);
        Add(ref delegations, annotated.ContainingAssembly, annotated, graph);
        return delegations ?? None;
    }

    /// <summary>The context that a type is left to, from <c>global::</c>.</summary>
    public string? Find(ITypeSymbol type) =>
        _contexts.Count > 0 && _contexts.TryGetValue(type, out INamedTypeSymbol? context)
            ? TypeNames.Of(context)
            : null;

    private static void Add(ref JsonDelegations? delegations, ISymbol symbol, INamedTypeSymbol annotated, PayloadGraphParser graph)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (!KnownTypes.Is(attribute.AttributeClass, KnownTypes.ModeJsonContextAttribute)) continue;
            if (JsonAttributes.Argument<INamedTypeSymbol>(attribute) is not { TypeKind: not TypeKind.Error } context) continue;
            if (!IsContext(context))
            {
                graph.Report(annotated, $"[ModeJsonContext] names '{context.Name}', which is no JsonSerializerContext; name a partial class that derives from it");
                continue;
            }

            delegations ??= new JsonDelegations();
            foreach (AttributeData serializable in context.GetAttributes())
            {
                if (JsonAttributes.Is(serializable, "JsonSerializableAttribute")
                    && JsonAttributes.Argument<ITypeSymbol>(serializable) is { } type
                    && !delegations._contexts.ContainsKey(type))
                    delegations._contexts.Add(type, context);
            }
        }
    }

    private static bool IsContext(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = type.BaseType; part is not null; part = part.BaseType)
            if (part.Name == "JsonSerializerContext" && TypeNames.IsIn(part, "System.Text.Json.Serialization")) return true;

        return false;
    }
}
