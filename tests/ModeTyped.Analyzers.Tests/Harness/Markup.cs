using Microsoft.CodeAnalysis.Text;

namespace ModeTyped.Analyzers.Tests.Harness;

/// <summary>Source text in which <c>[|...|]</c> marks the places that a rule is to report.</summary>
internal sealed record Markup(string Source, IReadOnlyList<TextSpan> Spans)
{
    private const string Start = "[|";
    private const string End = "|]";

    public static Markup Parse(string text)
    {
        List<TextSpan> spans = [];
        while (text.IndexOf(Start, StringComparison.Ordinal) is >= 0 and var start)
        {
            text = text.Remove(start, Start.Length);
            int end = text.IndexOf(End, start, StringComparison.Ordinal);
            text = text.Remove(end, End.Length);
            spans.Add(TextSpan.FromBounds(start, end));
        }

        return new Markup(text, spans);
    }
}
