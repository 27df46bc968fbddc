using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>The names of a contract's generated types: the first of each list that nothing else has.</summary>
internal sealed record ContractNames(
    EquatableArray<string> Commands,
    EquatableArray<string> Events,
    EquatableArray<string> Interface,
    EquatableArray<string> JsonContext,
    EquatableArray<string> Documents)
{
    /// <summary>In the containing type that the contract's types share.</summary>
    public static readonly ContractNames Nested = new(
        ["Commands", "ModeCommands"], ["Events", "ModeEvents"], ["IEvents", "IModeEvents"], ["JsonContext", "ModeJsonContext"],
        ["Contract", "ModeContract"]);

    /// <summary>In the namespace that the assembly's top-level types share.</summary>
    public static readonly ContractNames TopLevel = new(
        ["ModeCommands"], ["ModeEvents"], ["IModeEvents"], ["ModeJsonContext"], ["ModeContract"]);

    /// <summary>All of the names.</summary>
    public EquatableArray<string> All { get; } = EquatableArray.Concat(Commands, Events, Interface, JsonContext, Documents);
}
