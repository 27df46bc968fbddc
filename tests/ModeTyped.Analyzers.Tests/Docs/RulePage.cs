using System.Text.RegularExpressions;

namespace ModeTyped.Analyzers.Tests.Docs;

/// <summary>The help page of a rule.</summary>
internal sealed partial record RulePage(string Id, string Text)
{
    /// <summary>The first line, without its mark.</summary>
    public string Title => Text.Split('\n')[0].TrimStart('#', ' ');

    /// <summary>The line under the title: severity, category and code fix.</summary>
    public string[] Facts => Text.Split('\n')[2].Split(" · ");

    /// <summary>The headings, in order.</summary>
    public IEnumerable<string> Headings => Heading().Matches(Text).Select(match => match.Groups["text"].Value);

    /// <summary>
    /// The code under a heading: of the project itself, of a <c>library</c> that it references, or what its lock has
    /// <c>recorded</c>.
    /// </summary>
    public string CodeOf(string heading, string info = "csharp")
    {
        string section = Heading().Split(Text).SkipWhile(part => part != heading).Skip(1).First();
        return string.Join("\n", Code().Matches(section)
            .Where(match => match.Groups["info"].Value == info)
            .Select(match => match.Groups["code"].Value));
    }

    [GeneratedRegex("^## (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```(?<info>[a-z ]+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
