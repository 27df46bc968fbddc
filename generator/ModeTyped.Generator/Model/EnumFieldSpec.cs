namespace ModeTyped.Generator.Model;

/// <summary>A named value of an enum.</summary>
/// <param name="Name">Its name in C#, escaped where it is a keyword.</param>
/// <param name="JsonName">Its name in JSON, not escaped.</param>
/// <param name="Bits">Its value as 64 bits, sign extended.</param>
/// <param name="IsFirst">Whether no earlier field has the same value.</param>
/// <param name="IsExact">Whether the name in JSON is of its own, so that it is read in no other case.</param>
internal sealed record EnumFieldSpec(string Name, string JsonName, ulong Bits, bool IsFirst, bool IsExact);
