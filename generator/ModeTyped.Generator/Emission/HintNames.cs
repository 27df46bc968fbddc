using System.Globalization;
using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>
/// Names of generated files: a type's metadata name and what the file adds to it. The compiler refuses two that differ
/// only in case, so such names carry a hash of the exact one.
/// </summary>
internal static class HintNames
{
    private const string Extension = ".g.cs";

    /// <summary>The metadata names that only case tells apart; empty in all but the oddest projects.</summary>
    public static EquatableArray<string> Ambiguous(IEnumerable<ContractMember> members) => members
        .Select(member => member.Type.MetadataName)
        .Distinct()
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Where(names => names.Count() > 1)
        .SelectMany(names => names)
        .ToEquatableArray();

    /// <summary>The file of one annotated type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="suffix">What the file adds to it, such as <c>.Event</c>.</param>
    /// <param name="ambiguous">What <see cref="Ambiguous"/> found.</param>
    public static string For(TargetType type, string suffix, EquatableArray<string> ambiguous)
    {
        string name = type.MetadataName;
        return (ambiguous.Contains(name) ? Hashed(name) : name) + suffix + Extension;
    }

    /// <summary>The file of a generated type, where the names of all others of its kind are known.</summary>
    public static string For(string metadataName, ISet<string> taken)
    {
        if (taken.Add(metadataName)) return metadataName + Extension;
        return Identifiers.Unique(Hashed(metadataName), taken) + Extension;
    }

    // FNV-1a: string.GetHashCode differs from process to process.
    private static string Hashed(string name)
    {
        uint hash = 2166136261;
        foreach (char c in name) hash = unchecked((hash ^ c) * 16777619);
        return name + "-" + hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
