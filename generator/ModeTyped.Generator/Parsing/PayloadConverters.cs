using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>
/// Resolves <c>[JsonConverter]</c> of members and types. System.Text.Json's own converters for enums are understood; any
/// other is the user's code, made once and called.
/// </summary>
internal static class PayloadConverters
{
    private const string Serialization = "System.Text.Json.Serialization";

    /// <summary>The reference to a type that a converter reads and writes; null, and reported, where it cannot.</summary>
    public static TypeRef? Resolve(PayloadGraphParser graph, ITypeSymbol type, ISymbol at, AttributeData attribute)
    {
        if (JsonAttributes.Argument<INamedTypeSymbol>(attribute) is not { } converter)
            return graph.Unsupported(at, "its [JsonConverter] does not name a converter; name one with typeof");
        if (converter.TypeKind == TypeKind.Error) return null;

        if (type.TypeKind == TypeKind.Enum && EnumForm(attribute) is { } isText) return graph.ResolveEnum((INamedTypeSymbol)type, at, isText);

        if (FindProblem(converter, type, graph.Assembly) is { } problem) return graph.Unsupported(at, problem);
        ConverterKind kind = IsEnumFactory(converter, out _) ? ConverterKind.EnumFactory : ConverterKind.Converter;
        string source = TypeNames.Of(converter);
        return graph.Add(type, "By__" + CodecNames.Path(converter), reference => new ConverterSpec(reference, kind, source, graph.Scope.Options));
    }

    /// <summary>Whether one of System.Text.Json's converters for enums makes text (true) or numbers (false); null for any other.</summary>
    public static bool? EnumForm(AttributeData attribute)
    {
        if (JsonAttributes.Argument<INamedTypeSymbol>(attribute) is not { } converter || !TypeNames.IsIn(converter, Serialization)) return null;
        return converter.Name switch
        {
            "JsonStringEnumConverter" => true,
            "JsonNumberEnumConverter" => false,
            _ => null,
        };
    }

    /// <summary>Whether a converter is for the nullable value type itself rather than for the type within.</summary>
    public static bool ConvertsNullable(AttributeData? attribute, ITypeSymbol nullable) =>
        JsonAttributes.Argument<INamedTypeSymbol>(attribute) is { } converter
        && ConvertedType(converter) is { } converted
        && SymbolEqualityComparer.Default.Equals(converted, nullable);

    private static string? FindProblem(INamedTypeSymbol converter, ITypeSymbol type, IAssemblySymbol from)
    {
        string name = converter.Name;
        if (converter.IsUnboundGenericType) return $"the converter '{name}' is an open generic type; name it with its type arguments";
        if (!PayloadTypes.IsAccessible((ITypeSymbol)converter, from)) return $"the converter '{name}' cannot be seen by generated code; make it internal or public";
        if (converter.IsAbstract || !converter.InstanceConstructors.Any(c => c.Parameters.Length == 0 && PayloadTypes.IsAccessible((ISymbol)c, from)))
            return $"the converter '{name}' has no constructor without parameters; add one";

        if (IsEnumFactory(converter, out ITypeSymbol? enumType))
        {
            return SymbolEqualityComparer.Default.Equals(enumType, type)
                ? null
                : $"the converter '{name}' is for '{enumType!.Name}', not for '{type.Name}'; name a JsonConverter<{type.Name}>";
        }

        if (ConvertedType(converter) is { } converted)
        {
            return SymbolEqualityComparer.Default.Equals(converted, type)
                ? null
                : $"the converter '{name}' is for '{converted.Name}', not for '{type.Name}'; name a JsonConverter<{type.Name}>";
        }

        return DerivesFrom(converter, "JsonConverterFactory")
            ? $"'{name}' makes converters by reflection, which a device does not have; name the JsonConverter<{type.Name}> itself"
            : $"'{name}' is no JsonConverter<{type.Name}>; derive it from that";
    }

    private static ITypeSymbol? ConvertedType(INamedTypeSymbol converter)
    {
        for (INamedTypeSymbol? part = converter; part is not null; part = part.BaseType)
            if (part is { Name: "JsonConverter", Arity: 1 } && TypeNames.IsIn(part, Serialization)) return part.TypeArguments[0];

        return null;
    }

    private static bool IsEnumFactory(INamedTypeSymbol converter, out ITypeSymbol? enumType)
    {
        enumType = null;
        for (INamedTypeSymbol? part = converter; part is not null; part = part.BaseType)
            if (part is { Name: "JsonStringEnumConverter", Arity: 1 } && TypeNames.IsIn(part, Serialization)) enumType = part.TypeArguments[0];

        return enumType is not null;
    }

    private static bool DerivesFrom(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.BaseType)
            if (part.Name == name && TypeNames.IsIn(part, Serialization)) return true;

        return false;
    }
}
