using System.Text.Json;

namespace ModeTyped;

/// <summary>A command whose action no type of the contract has.</summary>
/// <param name="Action">The action as received.</param>
/// <param name="Parameters">The parameters as received; <see cref="JsonValueKind.Undefined"/> where there were none.</param>
public sealed record UnknownCommand(string Action, JsonElement Parameters);
