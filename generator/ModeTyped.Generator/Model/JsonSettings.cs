namespace ModeTyped.Generator.Model;

/// <summary>The options of a contract's JSON, fixed at build time.</summary>
/// <param name="Namespace">The namespace of the contract's codecs.</param>
/// <param name="Naming">How property names come from C# names.</param>
/// <param name="EnumsAreText">Whether enums without a converter of their own are written as names.</param>
/// <param name="Ignore">The condition of members without one of their own.</param>
internal sealed record JsonSettings(string Namespace, NamingPolicy Naming, bool EnumsAreText, WriteCondition Ignore);
