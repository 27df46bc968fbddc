using System.Globalization;
using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>What a <c>[Range]</c> allows. An infinite end, which refuses nothing, is null.</summary>
internal sealed class RangeLimits
{
    private readonly bool _minimumIsExclusive;
    private readonly bool _maximumIsExclusive;

    private RangeLimits(AttributeData attribute, Limit? minimum, Limit? maximum)
    {
        Minimum = minimum;
        Maximum = maximum;
        _minimumIsExclusive = JsonAttributes.Named(attribute, "MinimumIsExclusive", false);
        _maximumIsExclusive = JsonAttributes.Named(attribute, "MaximumIsExclusive", false);
    }

    public Limit? Minimum { get; }

    public Limit? Maximum { get; }

    /// <summary>What the range asks for.</summary>
    public string Message => (Minimum, Maximum) switch
    {
        ({ } minimum, { } maximum) when !_minimumIsExclusive && !_maximumIsExclusive => $"It must be from {minimum.Text} to {maximum.Text}.",
        ({ } minimum, { } maximum) => $"It must be {LowerWords} {minimum.Text} and {UpperWords} {maximum.Text}.",
        ({ } minimum, null) => $"It must be {LowerWords} {minimum.Text}.",
        (null, { } maximum) => $"It must be {UpperWords} {maximum.Text}.",
        _ => "",
    };

    private string LowerWords => _minimumIsExclusive ? "above" : "at least";

    private string UpperWords => _maximumIsExclusive ? "below" : "at most";

    /// <summary>The limits; null where they are no numbers.</summary>
    public static RangeLimits? Of(AttributeData attribute)
    {
        object?[] arguments = [.. attribute.ConstructorArguments.Select(argument => argument.Kind is TypedConstantKind.Array ? null : argument.Value)];
        return (arguments.ElementAtOrDefault(0), arguments.ElementAtOrDefault(1), arguments.ElementAtOrDefault(2)) switch
        {
            (int minimum, int maximum, null) => new(attribute, Limit.Of(minimum), Limit.Of(maximum)),
            (double minimum, double maximum, null) => new(attribute, Limit.Of(minimum), Limit.Of(maximum)),
            (INamedTypeSymbol type, string minimum, string maximum) when PayloadPrimitives.Find(type) is { } primitive && PayloadPrimitives.IsNumber(primitive)
                && Limit.Parse(minimum) is { } low && Limit.Parse(maximum) is { } high => new(attribute, low, high),
            _ => null,
        };
    }

    /// <summary>A C# expression for a number outside the limits; null where there can be none.</summary>
    /// <param name="value">The expression of the number.</param>
    /// <param name="type">Its type.</param>
    public string? Outside(string value, TypeRef type)
    {
        string primitive = type.Primitive!;
        string question = type.IsNullableValue ? "?" : "";
        bool isFloating = primitive is "Half" or "Single" or "Double" or "Int128" or "UInt128";
        bool isDirect = !isFloating && primitive is not "Decimal" && IsWithin(Minimum, primitive) && IsWithin(Maximum, primitive);
        Func<Limit, string?> literal = isFloating ? limit => limit.AsDouble : isDirect ? limit => limit.AsInteger : limit => limit.AsDecimal;
        if (primitive is "Single" or "Half" or "Int128" or "UInt128") value = $"(double{question}){value}";
        else if (!isFloating && !isDirect && primitive is not "Decimal") value = $"(decimal{question}){value}";

        List<string> patterns = [];
        if (Minimum is { } minimum && literal(minimum) is { } low) patterns.Add((_minimumIsExclusive ? "<= " : "< ") + low);
        if (Maximum is { } maximum && literal(maximum) is { } high) patterns.Add((_maximumIsExclusive ? ">= " : "> ") + high);
        if (patterns.Count == 0) return null;
        if (primitive is "Half" or "Single" or "Double") patterns.Add("double.NaN");
        return $"{value} is {string.Join(" or ", patterns)}";
    }

    // At the ends of a type the compiler would call a comparison useless.
    private static bool IsWithin(Limit? limit, string primitive)
    {
        if (limit is not { Exact: { } number }) return limit is null;
        (decimal lowest, decimal highest) = primitive switch
        {
            "SByte" => (sbyte.MinValue, sbyte.MaxValue),
            "Byte" => (byte.MinValue, byte.MaxValue),
            "Int16" => (short.MinValue, short.MaxValue),
            "UInt16" => (ushort.MinValue, ushort.MaxValue),
            "Int32" => (int.MinValue, int.MaxValue),
            "UInt32" => (uint.MinValue, uint.MaxValue),
            "Int64" => (long.MinValue, long.MaxValue),
            _ => ((decimal)ulong.MinValue, (decimal)ulong.MaxValue),
        };
        return number > lowest && number < highest && decimal.Truncate(number) == number;
    }

    /// <summary>One end of a range.</summary>
    /// <param name="Text">The number, in JSON and in C#.</param>
    /// <param name="Exact">The number as a decimal; null where it is too large for one.</param>
    internal sealed record Limit(string Text, decimal? Exact)
    {
        public string AsDouble => Text + "D";

        public string? AsInteger => Exact?.ToString("0", CultureInfo.InvariantCulture);

        public string? AsDecimal => Exact is { } number ? number.ToString(CultureInfo.InvariantCulture) + "M" : null;

        public static Limit Of(int number) => new(number.ToString(CultureInfo.InvariantCulture), number);

        public static Limit? Of(double number) => double.IsNaN(number) || double.IsInfinity(number)
            ? null
            : new(number.ToString("R", CultureInfo.InvariantCulture), number is > -1e28 and < 1e28 ? (decimal)number : null);

        public static Limit? Parse(string text) =>
            decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number)
                ? new(number.ToString(CultureInfo.InvariantCulture), number)
                : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double large) ? Of(large) : null;
    }
}
