using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Emission;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses an enum.</summary>
internal static class PayloadEnumParser
{
    public static EnumSpec Parse(PayloadGraphParser graph, INamedTypeSymbol type, TypeRef reference, bool isText)
    {
        var fields = new List<EnumFieldSpec>();
        var seen = new HashSet<ulong>();
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not IFieldSymbol { HasConstantValue: true, CanBeReferencedByName: true } field) continue;
            graph.ReportAttributes(field);
            ulong bits = field.ConstantValue is ulong unsigned
                ? unsigned
                : unchecked((ulong)Convert.ToInt64(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture));
            string? ownName = JsonAttributes.Argument<string>(JsonAttributes.Find(field, "JsonStringEnumMemberNameAttribute"));
            fields.Add(new EnumFieldSpec(
                Identifiers.Escape(field.Name), JsonNaming.WellFormed(ownName ?? field.Name), bits, seen.Add(bits), IsExact: ownName is not null));
        }

        return new EnumSpec(
            reference,
            PayloadPrimitives.Find(type.EnumUnderlyingType!)!,
            TypeNames.Of(type.EnumUnderlyingType!),
            isText,
            JsonAttributes.Has(type, "FlagsAttribute"),
            new EquatableArray<EnumFieldSpec>(fields.ToArray()));
    }
}
