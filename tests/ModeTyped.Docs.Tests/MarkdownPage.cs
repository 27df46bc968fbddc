using System.Text.RegularExpressions;

namespace ModeTyped.Docs.Tests;

/// <summary>A page of the documentation.</summary>
internal sealed partial record MarkdownPage(string Path, string Text)
{
    public static MarkdownPage Read(string root, string path) => new(path, File.ReadAllText(System.IO.Path.Combine(root, path)));

    /// <summary>
    /// Every page: the README and those in the docs folders, but for the rules' own pages, which show what does not compile.
    /// </summary>
    public static IEnumerable<string> All(string root) =>
        Directory.EnumerateFiles(root, "*.md", SearchOption.AllDirectories)
            .Select(path => System.IO.Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => path == "README.md" || path.Contains("/docs/", StringComparison.Ordinal))
            .Where(path => !path.StartsWith("generator/docs/MODE", StringComparison.Ordinal))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>The C# blocks of the page, in order.</summary>
    public IEnumerable<string> CSharpBlocks => CSharpFence().Matches(Text).Select(match => match.Groups["code"].Value);

    /// <summary>The relative links of the page, without their anchors.</summary>
    public IEnumerable<string> RelativeLinks =>
        Link().Matches(Text).Select(match => match.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal));

    [GeneratedRegex(@"^```csharp[ \t]*\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpFence();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
