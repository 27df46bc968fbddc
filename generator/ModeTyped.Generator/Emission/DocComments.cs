using System.Text;

namespace ModeTyped.Generator.Emission;

/// <summary>Text and types in documentation comments.</summary>
internal static class DocComments
{
    /// <summary>A name from MODE's cloud as code; what XML or a line of comment cannot hold becomes U+FFFD.</summary>
    public static string Code(string text)
    {
        var xml = new StringBuilder("<c>", text.Length + 7);
        foreach (char c in text)
        {
            switch (c)
            {
                case '<': xml.Append("&lt;"); break;
                case '>': xml.Append("&gt;"); break;
                case '&': xml.Append("&amp;"); break;
                default: xml.Append(char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' ? '\uFFFD' : c); break;
            }
        }

        return xml.Append("</c>").ToString();
    }

    /// <summary>A reference to a type.</summary>
    public static string See(string fullName) => $"<see cref=\"{fullName}\"/>";
}
