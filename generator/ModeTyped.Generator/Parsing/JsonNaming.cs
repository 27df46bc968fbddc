using System.Globalization;
using System.Text;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>System.Text.Json's naming policies.</summary>
internal static class JsonNaming
{
    public static string Convert(string name, NamingPolicy policy) => policy switch
    {
        NamingPolicy.CamelCase => CamelCase(name),
        NamingPolicy.SnakeCaseLower => Separate(name, '_', upper: false),
        NamingPolicy.SnakeCaseUpper => Separate(name, '_', upper: true),
        NamingPolicy.KebabCaseLower => Separate(name, '-', upper: false),
        NamingPolicy.KebabCaseUpper => Separate(name, '-', upper: true),
        _ => name,
    };

    /// <summary>Lowers the leading capitals, save one that begins a word: <c>IOPin</c> is <c>ioPin</c>.</summary>
    public static string CamelCase(string name)
    {
        if (name.Length == 0 || !char.IsUpper(name[0])) return name;

        Span<char> chars = name.Length <= 64 ? stackalloc char[name.Length] : new char[name.Length];
        name.AsSpan().CopyTo(chars);
        for (int i = 0; i < chars.Length; i++)
        {
            if (i == 1 && !char.IsUpper(chars[i])) break;
            if (i > 0 && i + 1 < chars.Length && !char.IsUpper(chars[i + 1])) break;
            chars[i] = char.ToLowerInvariant(chars[i]);
        }

        return chars.ToString();
    }

    private static string Separate(string name, char separator, bool upper)
    {
        var text = new StringBuilder(name.Length + 8);
        bool pending = false;
        var previous = Kind.Separator;
        for (int i = 0; i < name.Length; i++)
        {
            Kind kind = KindOf(name[i]);
            if (kind == Kind.Separator)
            {
                if (text.Length > 0) pending = true;
                previous = kind;
                continue;
            }

            bool startsWord = kind == Kind.Upper
                && (previous is Kind.LowerOrDigit
                    || (previous is Kind.Upper && i + 1 < name.Length && KindOf(name[i + 1]) == Kind.LowerOrDigit && char.IsLower(name[i + 1])));
            if (text.Length > 0 && (pending || startsWord)) text.Append(separator);
            pending = false;
            text.Append(upper ? char.ToUpperInvariant(name[i]) : char.ToLowerInvariant(name[i]));
            previous = kind;
        }

        return text.ToString();
    }

    private static Kind KindOf(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.UppercaseLetter => Kind.Upper,
        UnicodeCategory.LowercaseLetter or UnicodeCategory.DecimalDigitNumber => Kind.LowerOrDigit,
        UnicodeCategory.SpaceSeparator => Kind.Separator,
        _ => c is '_' or '-' ? Kind.Separator : Kind.LowerOrDigit,
    };

    private enum Kind
    {
        Separator,
        Upper,
        LowerOrDigit,
    }
}
