using System.Globalization;
using System.Text;

namespace ModeTyped.Generator.Emission;

/// <summary>C# literals. Everything outside printable ASCII is escaped, U+0085, U+2028 and U+2029 included.</summary>
internal static class Literals
{
    /// <summary>A string literal, quotes included; any UTF-16 text is kept as it is.</summary>
    public static string String(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (char c in value) Append(text, c);
        return text.Append('"').ToString();
    }

    /// <summary>A UTF-8 literal such as <c>"temperature"u8</c>. The text must be well-formed, as UTF-8 has no other.</summary>
    public static string Utf8(string value) => String(value) + "u8";

    public static string Bool(bool value) => value ? "true" : "false";

    public static string Int(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Append(StringBuilder text, char c)
    {
        switch (c)
        {
            case '"': text.Append("\\\""); break;
            case '\\': text.Append("\\\\"); break;
            case '\n': text.Append("\\n"); break;
            case '\r': text.Append("\\r"); break;
            case '\t': text.Append("\\t"); break;
            case >= ' ' and <= '~': text.Append(c); break;
            default: text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)); break;
        }
    }
}
