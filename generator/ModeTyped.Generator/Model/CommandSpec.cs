namespace ModeTyped.Generator.Model;

/// <summary>What the file of a command needs.</summary>
/// <param name="Type">The command's type.</param>
/// <param name="Action">The command's action.</param>
/// <param name="Codec">The class that reads and writes the command's JSON.</param>
internal sealed record CommandSpec(TargetType Type, string Action, string Codec);
