using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>Chooses the constructor that reading calls, by System.Text.Json's rules.</summary>
internal static class PayloadConstructors
{
    /// <summary>
    /// The constructor with <c>[JsonConstructor]</c>, else the public one without parameters, else the only public one;
    /// null for a struct's default, and for a type that cannot be made, with the problem.
    /// </summary>
    public static IMethodSymbol? Select(INamedTypeSymbol type, out string? problem)
    {
        problem = null;
        IMethodSymbol? annotated = null;
        IMethodSymbol? parameterless = null;
        IMethodSymbol? lone = null;
        int publicCount = 0;
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (JsonAttributes.Has(constructor, "JsonConstructorAttribute"))
            {
                if (annotated is not null) problem = $"'{type.Name}' has several constructors with [JsonConstructor]; leave it to one";
                annotated = constructor;
            }

            if (constructor.DeclaredAccessibility != Accessibility.Public) continue;
            publicCount++;
            if (constructor.Parameters.Length == 0) parameterless = constructor;
            else lone = constructor;
        }

        if (annotated is not null) return annotated;
        if (type.IsValueType) return PayloadTypes.IsPair(type) ? lone : null;
        if (type.IsAbstract) return null;
        if (parameterless is not null) return parameterless;
        if (publicCount == 1) return lone;

        problem = $"'{type.Name}' has {(publicCount == 0 ? "no public constructor" : "several public constructors, none without parameters")}; mark the one to call with [JsonConstructor]";
        return null;
    }
}
