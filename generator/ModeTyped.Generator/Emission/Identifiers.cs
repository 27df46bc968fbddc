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

    /// <summary>A dotted name with each part escaped.</summary>
    public static string EscapeDotted(string name) => string.Join(".", name.Split('.').Select(Escape));

    /// <summary>The first of name, name2, name3... that is not taken; it is then.</summary>
    public static string Unique(string name, ISet<string> taken) => Unique(name, taken.Add);

    /// <summary>The first of name, name2, name3... that can be taken.</summary>
    public static string Unique(string name, Func<string, bool> tryTake)
    {
        string unique = name;
        for (int i = 2; !tryTake(unique); i++) unique = name + Literals.Int(i);
        return unique;
    }
}
