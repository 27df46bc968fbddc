namespace ModeTyped.Generator.Model;

/// <summary>A type as generated code names it.</summary>
internal sealed record TypeRef(string FullName, string Codec);
