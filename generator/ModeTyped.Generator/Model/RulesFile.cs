namespace ModeTyped.Generator.Model;

/// <summary>The rules of a type and the name of their file.</summary>
internal sealed record RulesFile(RulesSpec Rules, string HintName);
