using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>All that is parsed of one annotated type. The pipeline takes it apart at once, so that each output depends
/// on its own part only.</summary>
/// <param name="Spec">What its own file needs.</param>
/// <param name="Member">What its contract needs.</param>
/// <param name="Payloads">The types of its JSON forms; none for a bulk label that sends raw bytes.</param>
/// <param name="Rules">The rules of those types; only values of the Device Data Proxy have them.</param>
internal sealed record Target<TSpec>(TSpec Spec, ContractMember Member, EquatableArray<PayloadSpec> Payloads, EquatableArray<RulesSpec> Rules = default)
    where TSpec : IEquatable<TSpec>;
