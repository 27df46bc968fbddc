using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Emission;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses a type with <c>[JsonDerivedType]</c>, by System.Text.Json's rules.</summary>
internal static class PolymorphicParser
{
    private const string DefaultDiscriminator = "$type";

    public static PolymorphicSpec Parse(PayloadGraphParser graph, INamedTypeSymbol type, TypeRef reference, CancellationToken cancellationToken)
    {
        AttributeData? options = JsonAttributes.Find(type, "JsonPolymorphicAttribute");
        string property = JsonNaming.WellFormed(JsonAttributes.Named<string?>(options, "TypeDiscriminatorPropertyName", null) ?? DefaultDiscriminator);

        string? baseCodec = type.IsAbstract
            ? null
            : graph.Add(type, "As__Base", own => PayloadObjectParser.Parse(graph, type, own, new DiscriminatorSpec(property, ""), cancellationToken))?.Codec;

        var derivedTypes = new List<DerivedTypeSpec>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (!JsonAttributes.Is(attribute, "JsonDerivedTypeAttribute")) continue;
            if (JsonAttributes.Argument<INamedTypeSymbol>(attribute) is not { TypeKind: not TypeKind.Error } derived) continue;
            if (FindProblem(derived, type, graph.Assembly) is { } problem)
            {
                graph.Report(type, problem);
                continue;
            }

            object? value = attribute.ConstructorArguments.Length < 2 ? null : attribute.ConstructorArguments[1].Value;
            string json = value switch
            {
                string text => JsonText.String(property) + ":" + JsonText.String(text),
                int number => JsonText.String(property) + ":" + Literals.Int(number),
                _ => "",
            };
            if ((json.Length > 0 && !seen.Add(json)) || !seen.Add(CodecNames.Path(derived)))
            {
                graph.Report(type, $"'{derived.Name}' or its discriminator is declared twice with [JsonDerivedType]; give each derived type one of its own");
                continue;
            }

            TypeRef? codec = graph.Add(
                derived,
                "As__" + CodecNames.Path(type),
                own => PayloadObjectParser.Parse(graph, derived, own, new DiscriminatorSpec(property, json), cancellationToken));
            graph.Resolve(derived, type);
            if (codec is not null)
                derivedTypes.Add(new DerivedTypeSpec(codec.FullName, codec.Codec, value is string s ? JsonNaming.WellFormed(s) : null, value as int?, Depth(derived)));
        }

        return new PolymorphicSpec(
            reference,
            property,
            baseCodec,
            derivedTypes.ToEquatableArray(),
            (UnknownDerivedType)JsonAttributes.Named(options, "UnknownDerivedTypeHandling", 0),
            JsonAttributes.Named(options, "IgnoreUnrecognizedTypeDiscriminators", false));
    }

    private static string? FindProblem(INamedTypeSymbol derived, INamedTypeSymbol type, IAssemblySymbol from)
    {
        string name = derived.Name;
        if (!PayloadTypes.IsAccessible((ITypeSymbol)derived, from)) return $"the derived type '{name}' cannot be seen by generated code; make it internal or public";
        if (derived.IsUnboundGenericType) return $"the derived type '{name}' is an open generic type; name it with its type arguments";
        if (!IsDerived(derived, type)) return $"'{name}' does not derive from '{type.Name}'; name a type that does in [JsonDerivedType]";
        if (PayloadCollections.IsSequence(derived)) return $"the derived type '{name}' is a collection, which has no room for a discriminator; put it into a member";
        return JsonAttributes.Has(derived, "JsonConverterAttribute")
            ? $"the derived type '{name}' has a [JsonConverter], which cannot write the discriminator; give '{type.Name}' a converter instead"
            : null;
    }

    private static bool IsDerived(INamedTypeSymbol derived, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = derived; part is not null; part = part.BaseType)
            if (SymbolEqualityComparer.Default.Equals(part, type)) return true;

        return derived.AllInterfaces.Contains(type, SymbolEqualityComparer.Default);
    }

    private static int Depth(INamedTypeSymbol type)
    {
        int depth = 0;
        for (INamedTypeSymbol? part = type.BaseType; part is not null; part = part.BaseType) depth++;
        return depth;
    }
}
