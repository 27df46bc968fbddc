using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Emission;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses the rules that the annotations of a member state.</summary>
internal static class RuleParser
{
    private const int DefaultMatchTimeout = 2000;

    /// <summary>The rules of a member, in the order of checking.</summary>
    /// <param name="member">The member.</param>
    /// <param name="symbol">Its symbol.</param>
    /// <param name="annotations">Its annotations.</param>
    /// <param name="payload">Its type's codec; null for a primitive.</param>
    /// <param name="report">Told of each annotation whose rule cannot be kept, with the remedy.</param>
    public static List<RuleSpec> Parse(
        MemberSpec member, ISymbol symbol, DataAnnotations annotations, PayloadSpec? payload, Action<AttributeData, string>? report)
    {
        var rules = new List<RuleSpec>();
        string value = "value." + member.Name;
        if (payload is EnumSpec { IsFlags: false } options && Options(member, options, value) is { } known) rules.Add(known);
        foreach (AttributeData annotation in annotations.Rules)
        {
            if (Parse(member, symbol, annotation, value, out string? problem) is { } rule) rules.Add(rule);
            else if (problem is not null) report?.Invoke(annotation, problem);
        }

        return [.. rules.OrderBy(rule => rule.Name is not "Required")];
    }

    private static RuleSpec? Parse(MemberSpec member, ISymbol symbol, AttributeData annotation, string value, out string? problem)
    {
        problem = null;
        string name = annotation.AttributeClass!.Name;
        name = name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
        string? broken = null;
        string message = "";
        string label = DataAnnotations.LabelOf(JsonAttributes.Find(symbol, "DisplayAttribute"), symbol);
        if (DataAnnotations.Is(annotation, "RequiredAttribute"))
        {
            message = "It must be given.";
            if (!member.Type.IsReferenceType && !member.Type.IsNullableValue)
                problem = "its type always has a value; declare the member 'required', or its type nullable";
            else
                broken = member.Type.Primitive is "String" && !JsonAttributes.Named(annotation, "AllowEmptyStrings", false)
                    ? $"string.IsNullOrWhiteSpace({value})"
                    : $"{value} is null";
        }
        else if (DataAnnotations.Is(annotation, "RangeAttribute"))
        {
            if (member.Type.Primitive is not { } primitive || !PayloadPrimitives.IsNumber(primitive))
                problem = "its type is no number; declare a number, or remove the annotation";
            else if (RangeLimits.Of(annotation) is not { } limits)
                problem = "its limits are no numbers; state numbers";
            else
                (broken, message) = (limits.Outside(value, member.Type), limits.Message);
        }
        else if (LengthOf(annotation) is var (minimum, maximum))
        {
            if (CountOf(symbol) is not { } count)
                problem = "its type has no length; declare a string or a collection with a count, or remove the annotation";
            else
                (broken, message) = Length(value, count, member.Type.Primitive is "String" ? "characters" : "elements", minimum, maximum);
        }
        else if (DataAnnotations.Is(annotation, "RegularExpressionAttribute"))
        {
            return Pattern(member, annotation, label, value, out problem);
        }
        else
        {
            problem = "it is not one of Required, Range, StringLength, MinLength, MaxLength, Length and RegularExpression; check the value where you use it";
        }

        return broken is null ? null : new RuleSpec(name, OwnMessage(annotation, label) ?? message, broken);
    }

    private static RuleSpec? Pattern(MemberSpec member, AttributeData annotation, string label, string value, out string? problem)
    {
        problem = null;
        string pattern = JsonAttributes.Argument<string>(annotation) ?? "";
        if (member.Type.Primitive is not "String")
        {
            problem = "its type is no string; declare a string, or remove the annotation";
            return null;
        }

        try
        {
            _ = new Regex(pattern);
        }
        catch (ArgumentException)
        {
            problem = "its pattern is no regular expression; correct it";
            return null;
        }

        return new RuleSpec(
            "RegularExpression",
            OwnMessage(annotation, label) ?? $"It must match {pattern}",
            value,
            pattern,
            JsonAttributes.Named(annotation, "MatchTimeoutInMilliseconds", DefaultMatchTimeout));
    }

    /// <summary>The least and most elements or characters; null for an annotation that says nothing of them.</summary>
    public static (int Minimum, int? Maximum)? LengthOf(AttributeData annotation)
    {
        int? first = Number(0);
        if (DataAnnotations.Is(annotation, "StringLengthAttribute")) return (JsonAttributes.Named(annotation, "MinimumLength", 0), first);
        if (DataAnnotations.Is(annotation, "MinLengthAttribute")) return (first ?? 0, null);
        if (DataAnnotations.Is(annotation, "MaxLengthAttribute")) return (0, first >= 0 ? first : null);
        return DataAnnotations.Is(annotation, "LengthAttribute") ? (first ?? 0, Number(1)) : null;

        int? Number(int index) =>
            annotation.ConstructorArguments.ElementAtOrDefault(index) is { Kind: TypedConstantKind.Primitive, Value: int number } ? number : null;
    }

    private static (string? Broken, string Message) Length(string value, string count, string unit, int minimum, int? maximum)
    {
        return (minimum, maximum) switch
        {
            ( <= 0, null) => (null, ""),
            ( <= 0, { } most) => ($"{value} is {{ {count}: > {Literals.Int(most)} }}", $"It must have at most {Literals.Int(most)} {unit}."),
            (_, null) => ($"{value} is {{ {count}: < {Literals.Int(minimum)} }}", $"It must have at least {Literals.Int(minimum)} {unit}."),
            (_, { } most) => ($"{value} is {{ {count}: < {Literals.Int(minimum)} or > {Literals.Int(most)} }}", $"It must have {Literals.Int(minimum)} to {Literals.Int(most)} {unit}."),
        };
    }

    /// <summary>The property that counts what a member holds.</summary>
    private static string? CountOf(ISymbol symbol)
    {
        ITypeSymbol type = PayloadRules.TypeOf(symbol);
        if (type.SpecialType is SpecialType.System_String || type is IArrayTypeSymbol { Rank: 1 }) return "Length";
        return type.AllInterfaces.Add(type as INamedTypeSymbol ?? type.BaseType!)
            .Any(declared => declared is not null && declared.GetMembers("Count").Any(count => count is IPropertySymbol { Type.SpecialType: SpecialType.System_Int32 }))
            ? "Count"
            : null;
    }

    private static RuleSpec? Options(MemberSpec member, EnumSpec options, string value)
    {
        List<EnumFieldSpec> fields = [.. options.Fields.Where(static field => field.IsFirst)];
        if (fields.Count == 0) return null;

        IEnumerable<string> constants = fields.Select(field => $"{options.Type.FullName}.{field.Name}");
        if (member.Type.IsNullableValue) constants = constants.Prepend("null");
        return new RuleSpec(
            "EnumDataType",
            $"It must be one of {string.Join(", ", fields.Select(static field => field.JsonName))}.",
            $"{value} is not ({string.Join(" or ", constants)})");
    }

    // The user's message, with what DataAnnotations fills in: the label, then the arguments.
    private static string? OwnMessage(AttributeData annotation, string label)
    {
        if (JsonAttributes.Named<string?>(annotation, "ErrorMessage", null) is not { } message) return null;

        message = message.Replace("{0}", label);
        IEnumerable<object?> arguments = annotation.ConstructorArguments
            .Where(argument => argument.Kind is TypedConstantKind.Primitive)
            .Select(argument => argument.Value);
        if (DataAnnotations.Is(annotation, "StringLengthAttribute"))
            arguments = arguments.Append(JsonAttributes.Named(annotation, "MinimumLength", 0));
        int index = 1;
        foreach (object? argument in arguments)
            message = message.Replace($"{{{Literals.Int(index++)}}}", Convert.ToString(argument, CultureInfo.InvariantCulture));
        return message;
    }
}
