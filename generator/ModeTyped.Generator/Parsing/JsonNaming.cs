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

    /// <summary>The name as UTF-8 can hold it: with U+FFFD for a lone surrogate.</summary>
    public static string WellFormed(string name)
    {
        StringBuilder? text = null;
        for (int i = 0; i < name.Length; i++)
        {
            if (!char.IsSurrogate(name[i])) continue;
            if (char.IsSurrogatePair(name, i)) i++;
            else (text ??= new StringBuilder(name))[i] = '\uFFFD';
        }

        return text?.ToString() ?? name;
    }

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

    /// <summary>
    /// Puts a separator before each word and changes the case. Spaces between words are separators too; all that is no
    /// letter, digit or space stays as it is, and no word begins right after it.
    /// </summary>
    private static string Separate(string name, char separator, bool upper)
    {
        var text = new StringBuilder(name.Length + 8);
        var previous = Kind.Other;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            Kind kind = KindOf(c);
            if (kind == Kind.Space)
            {
                if (previous != Kind.Other) previous = Kind.Space;
                continue;
            }

            bool startsWord = kind switch
            {
                Kind.Upper => previous is Kind.LowerOrDigit or Kind.Space
                    || (previous is Kind.Upper && i + 1 < name.Length && char.IsLower(name[i + 1])),
                Kind.LowerOrDigit => previous is Kind.Space,
                _ => false,
            };
            if (startsWord) text.Append(separator);
            if (upper && kind == Kind.LowerOrDigit) c = char.ToUpperInvariant(c);
            if (!upper && kind == Kind.Upper) c = char.ToLowerInvariant(c);
            text.Append(c);
            previous = kind;
        }

        return text.ToString();
    }

    private static Kind KindOf(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.UppercaseLetter => Kind.Upper,
        UnicodeCategory.LowercaseLetter or UnicodeCategory.DecimalDigitNumber => Kind.LowerOrDigit,
        UnicodeCategory.SpaceSeparator => Kind.Space,
        _ => Kind.Other,
    };

    private enum Kind
    {
        Other,
        Upper,
        LowerOrDigit,
        Space,
    }
}
