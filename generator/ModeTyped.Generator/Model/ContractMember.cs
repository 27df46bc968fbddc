using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>What a contract needs to know of one of its types.</summary>
/// <param name="Type">The annotated type.</param>
/// <param name="Kind">What its annotation makes it.</param>
/// <param name="WireName">The event type, action or label.</param>
/// <param name="IsPublic">Whether other assemblies can see the type.</param>
/// <param name="DispatchIsVisible">Whether the runtime grants this assembly its internals, which changes how its
/// members are overridden.</param>
/// <param name="TakenNames">Metadata names that the contract's own types cannot have, as something has them.</param>
/// <param name="Payloads">The types of its JSON form.</param>
/// <param name="Settings">The JSON options of the contract.</param>
/// <param name="ConverterScope">The scope of its codecs, where one of them calls a converter, which needs options.</param>
internal sealed record ContractMember(
    TargetType Type,
    ContractKind Kind,
    string WireName,
    bool IsPublic,
    bool DispatchIsVisible,
    EquatableArray<string> TakenNames,
    EquatableArray<TypeRef> Payloads,
    JsonSettings Settings,
    JsonScope? ConverterScope)
{
    /// <summary>Whether other assemblies can see what is sent and received.</summary>
    public bool HasPublicPayloads { get; init; } = IsPublic;
}
