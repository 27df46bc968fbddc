using System.Globalization;
using System.Text;

namespace ModeTyped.Generator.Emission;

/// <summary>JSON text fixed at build time, escaped as System.Text.Json's default encoder escapes it.</summary>
internal static class JsonText
{
    /// <summary>A JSON string, quotes included. A lone surrogate becomes U+FFFD, as it does there.</summary>
    public static string String(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                AppendUnicode(text, c);
                AppendUnicode(text, value[++i]);
            }
            else
            {
                Append(text, char.IsSurrogate(c) ? '\uFFFD' : c);
            }
        }

        return text.Append('"').ToString();
    }

    /// <summary>A JSON string for people to read: nothing is escaped but what JSON or a line of source text cannot hold.</summary>
    public static string Readable(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1])) text.Append(c).Append(value[++i]);
            else if (c is '"') text.Append("\\\"");
            else if (c is '&' or '\'' or '+' or '<' or '>' or '`' || (c > '~' && !char.IsSurrogate(c) && !char.IsControl(c) && c is not ('\u2028' or '\u2029'))) text.Append(c);
            else Append(text, char.IsSurrogate(c) ? '\uFFFD' : c);
        }

        return text.Append('"').ToString();
    }

    private static void Append(StringBuilder text, char c)
    {
        switch (c)
        {
            case '\b': text.Append("\\b"); break;
            case '\t': text.Append("\\t"); break;
            case '\n': text.Append("\\n"); break;
            case '\f': text.Append("\\f"); break;
            case '\r': text.Append("\\r"); break;
            case '\\': text.Append("\\\\"); break;

            // Safe in JSON, but not in the HTML that the default encoder has in mind.
            case '"' or '&' or '\'' or '+' or '<' or '>' or '`': AppendUnicode(text, c); break;
            case >= ' ' and <= '~': text.Append(c); break;
            default: AppendUnicode(text, c); break;
        }
    }

    private static void AppendUnicode(StringBuilder text, char c) =>
        text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
}
