using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>Reads the arguments of annotations, which may be half-typed.</summary>
internal static class AttributeReader
{
    private const int AtMostOnce = 0;

    /// <summary>The first constructor argument, which in every annotation is the name in MODE's cloud; null where it is
    /// missing or not a string.</summary>
    public static string? Name(AttributeData attribute) =>
        !attribute.ConstructorArguments.IsDefaultOrEmpty
            && attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Primitive, Value: string name }
                ? name
                : null;

    /// <summary>A named argument; the fallback where it is missing or of another type.</summary>
    public static T Named<T>(AttributeData attribute, string name, T fallback)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value is { Kind: not TypedConstantKind.Array, Value: T value })
                return value;
        }

        return fallback;
    }

    /// <summary>The member of <c>QualityOfService</c> that the annotation names; the default where it is no member.</summary>
    public static string QualityOfService(AttributeData attribute) =>
        Named(attribute, "QualityOfService", -1) == AtMostOnce ? "AtMostOnce" : "AtLeastOnce";
}
