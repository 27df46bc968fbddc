using System.Globalization;
using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Emission;

namespace ModeTyped.Generator.Parsing;

/// <summary>Constants in C#.</summary>
internal static class ConstantText
{
    /// <summary>The expression of a default value of a parameter.</summary>
    public static string Of(ITypeSymbol type, object? value)
    {
        if (value is null) return "default";
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
        string text = value switch
        {
            string s => Literals.String(s),
            bool b => Literals.Bool(b),
            double.NaN => "double.NaN",
            double.PositiveInfinity => "double.PositiveInfinity",
            double.NegativeInfinity => "double.NegativeInfinity",
            float.NaN => "float.NaN",
            float.PositiveInfinity => "float.PositiveInfinity",
            float.NegativeInfinity => "float.NegativeInfinity",
            double d => d.ToString("R", CultureInfo.InvariantCulture) + "D",
            float f => f.ToString("R", CultureInfo.InvariantCulture) + "F",
            decimal m => m.ToString(CultureInfo.InvariantCulture) + "M",
            char c => "(char)" + Literals.Int(c),
            ulong u => u.ToString(CultureInfo.InvariantCulture) + "UL",
            long.MinValue => "long.MinValue",
            long l => l.ToString(CultureInfo.InvariantCulture) + "L",
            uint u => u.ToString(CultureInfo.InvariantCulture) + "U",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => "default",
        };
        return type.TypeKind == TypeKind.Enum ? $"({TypeNames.Of(type)})({text})" : text;
    }
}
