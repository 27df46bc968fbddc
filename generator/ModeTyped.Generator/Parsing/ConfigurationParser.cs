using System.Globalization;
using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Emission;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Describes a data type as a parameter set of MODE's Device Configuration Schema.</summary>
internal static class ConfigurationParser
{
    public static ConfigurationSpec Parse(INamedTypeSymbol type, PayloadGraph graph, string key, bool isFamily)
    {
        AttributeData? display = JsonAttributes.Find(type, "DisplayAttribute");
        var parameters = new List<ConfigurationParameter>();
        if (graph.Payloads[0] is ObjectSpec root)
        {
            foreach (MemberSpec member in root.Members)
            {
                // What is not read is no parameter: nobody can set it.
                if (member.Read is not ReadTarget.None && PayloadRules.Find(type, member) is { } symbol)
                    parameters.Add(Parse(member, symbol, graph));
            }
        }

        return new ConfigurationSpec(
            DataAnnotations.LabelOf(display, type),
            DataAnnotations.DescriptionOf(display),
            isFamily,
            key,
            parameters.ToEquatableArray());
    }

    private static ConfigurationParameter Parse(MemberSpec member, ISymbol symbol, PayloadGraph graph)
    {
        DataAnnotations annotations = DataAnnotations.Of(symbol);
        PayloadSpec? payload = graph.Payloads.FirstOrDefault(spec => member.Type.Primitive is null && spec.Codec == member.Type.Codec);
        RangeLimits? range = null;
        string? regex = null;
        (int Minimum, int? Maximum)? length = null;
        foreach (AttributeData annotation in annotations.Rules)
        {
            if (DataAnnotations.Is(annotation, "RangeAttribute")) range = RangeLimits.Of(annotation);
            else if (DataAnnotations.Is(annotation, "RegularExpressionAttribute")) regex = Anchored(JsonAttributes.Argument<string>(annotation) ?? "");
            else length ??= RuleParser.LengthOf(annotation);
        }

        // The schema has no lengths, but a regular expression says the same.
        if (regex is null && member.Type.Primitive is "String" && length is var (least, most))
            regex = $@"^[\s\S]{{{Literals.Int(Math.Max(least, 0))},{(most is { } limit ? Literals.Int(limit) : "")}}}$";

        return new ConfigurationParameter(
            member.JsonName,
            TypeName(member.Type, payload),
            member.IsRequired || annotations.IsRequired,
            DataAnnotations.LabelOf(annotations.Display, symbol),
            DataAnnotations.DescriptionOf(annotations.Display),
            DefaultOf(annotations.DefaultValue, symbol, payload as EnumSpec),
            OptionsOf(payload as EnumSpec, symbol),
            range?.Minimum?.Text,
            range?.Maximum?.Text,
            regex);
    }

    private static string TypeName(TypeRef type, PayloadSpec? payload) => type.Primitive switch
    {
        "Boolean" => "boolean",
        "JsonArray" => "array",
        "JsonElement" or "JsonNode" or "JsonObject" or "JsonDocument" => "object",
        { } primitive => PayloadPrimitives.IsNumber(primitive) ? "number" : "string",
        null => payload switch
        {
            EnumSpec { IsText: true } => "string",
            EnumSpec => "number",
            ListSpec => "array",
            _ => "object",
        },
    };

    // Our rule is that the whole text matches; whoever only searches with the pattern must come to the same result.
    private static string Anchored(string pattern) =>
        pattern.StartsWith("^", StringComparison.Ordinal) && pattern.EndsWith("$", StringComparison.Ordinal) && pattern.IndexOf('|') < 0
            ? pattern
            : $"^(?:{pattern})$";

    private static string? DefaultOf(AttributeData? annotation, ISymbol symbol, EnumSpec? options)
    {
        if (annotation is not null)
        {
            TypedConstant argument = annotation.ConstructorArguments.LastOrDefault();
            return argument.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum ? Json(argument.Value, options) : null;
        }

        foreach (IMethodSymbol constructor in symbol.ContainingType.InstanceConstructors)
            foreach (IParameterSymbol parameter in constructor.Parameters)
                if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value } && parameter.Name == symbol.Name)
                    return Json(value, options);

        return null;
    }

    private static string? Json(object? value, EnumSpec? options)
    {
        if (options is { IsText: true } && value is not (null or string))
            return options.Fields.FirstOrDefault(field => field.Bits == Bits(value)) is { } field ? JsonText.Readable(field.JsonName) : null;

        return value switch
        {
            string text => JsonText.Readable(text),
            char c => JsonText.Readable(c.ToString()),
            bool flag => Literals.Bool(flag),
            double number when double.IsNaN(number) || double.IsInfinity(number) => null,
            float number when float.IsNaN(number) || float.IsInfinity(number) => null,
            double or float => ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    private static EquatableArray<ConfigurationOption> OptionsOf(EnumSpec? spec, ISymbol member)
    {
        if (spec is null or { IsFlags: true }) return [];

        ITypeSymbol type = PayloadRules.TypeOf(member);
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
        return spec.Fields
            .Where(static field => field.IsFirst)
            .Select(field => new ConfigurationOption(
                type.GetMembers(field.Name.TrimStart('@')).FirstOrDefault() is { } symbol
                    ? DataAnnotations.LabelOf(JsonAttributes.Find(symbol, "DisplayAttribute"), symbol)
                    : field.JsonName,
                spec.IsText ? JsonText.Readable(field.JsonName) : Number(spec, field)))
            .ToEquatableArray();
    }

    private static string Number(EnumSpec spec, EnumFieldSpec field) => spec.Underlying.StartsWith("U", StringComparison.Ordinal) || spec.Underlying == "Byte"
        ? field.Bits.ToString(CultureInfo.InvariantCulture)
        : unchecked((long)field.Bits).ToString(CultureInfo.InvariantCulture);

    private static ulong Bits(object value) => value is ulong unsigned
        ? unsigned
        : unchecked((ulong)Convert.ToInt64(value, CultureInfo.InvariantCulture));
}
