namespace ModeTyped.Generator.Model;

/// <summary>The options of a contract's JSON, fixed at build time.</summary>
/// <param name="Naming">How property names come from C# names.</param>
/// <param name="EnumsAreText">Whether enums without a converter of their own are written as names.</param>
/// <param name="Ignore">The condition of members without one of their own.</param>
/// <param name="Numbers">Whether numbers may stand in strings.</param>
/// <param name="RefusesUnmapped">Whether reading fails at a property that the type lacks.</param>
/// <param name="RefusesDuplicates">Whether reading fails at a property that came before.</param>
internal sealed record JsonSettings(
    NamingPolicy Naming,
    bool EnumsAreText,
    IgnoreCondition Ignore,
    NumberHandling Numbers,
    bool RefusesUnmapped,
    bool RefusesDuplicates)
{
    /// <summary>The reference options, which hold where no attribute says otherwise.</summary>
    public static JsonSettings Reference { get; } =
        new(NamingPolicy.CamelCase, EnumsAreText: true, IgnoreCondition.Never, NumberHandling.Strict, false, false);
}
