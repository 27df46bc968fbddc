using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>What declarations say of null, as <c>RespectNullableAnnotations</c> reads them.</summary>
internal static class PayloadNullability
{
    public static bool GetterRefusesNull(ISymbol member)
    {
        ITypeSymbol type = TypeOf(member);
        if (type.IsValueType || JsonAttributes.Has(member, "MaybeNullAttribute")) return false;
        return JsonAttributes.Has(member, "NotNullAttribute") || IsNotNull(type, member.OriginalDefinition);
    }

    public static bool SetterRefusesNull(ISymbol member)
    {
        ITypeSymbol type = TypeOf(member);
        if (type.IsValueType || JsonAttributes.Has(member, "AllowNullAttribute")) return false;
        return JsonAttributes.Has(member, "DisallowNullAttribute") || IsNotNull(type, member.OriginalDefinition);
    }

    public static bool ParameterRefusesNull(IParameterSymbol parameter)
    {
        if (parameter.Type.IsValueType || JsonAttributes.Has(parameter, "AllowNullAttribute")) return false;
        return JsonAttributes.Has(parameter, "DisallowNullAttribute") || IsNotNull(parameter.Type, parameter.OriginalDefinition);
    }

    /// <summary>A type parameter counts as nullable unless it is constrained, whatever stands for it.</summary>
    private static bool IsNotNull(ITypeSymbol type, ISymbol definition) =>
        TypeOf(definition) is ITypeParameterSymbol parameter
            ? parameter.HasNotNullConstraint || (parameter.HasReferenceTypeConstraint && parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.NotAnnotated)
            : type.NullableAnnotation == NullableAnnotation.NotAnnotated;

    private static ITypeSymbol TypeOf(ISymbol member) => member switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => ((IParameterSymbol)member).Type,
    };
}
