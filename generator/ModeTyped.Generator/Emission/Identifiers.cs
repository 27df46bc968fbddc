using Microsoft.CodeAnalysis.CSharp;

namespace ModeTyped.Generator.Emission;

/// <summary>C# identifiers.</summary>
internal static class Identifiers
{
    /// <summary>The name as it must be written: a keyword, contextual ones included, gets its <c>@</c>.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>The first of name, name2, name3... that is not taken; it is then.</summary>
    public static string Unique(string name, ISet<string> taken)
    {
        string unique = name;
        for (int i = 2; !taken.Add(unique); i++) unique = name + Literals.Int(i);
        return unique;
    }
}
