namespace ModeTyped.Generator.Model;

/// <summary>All that is parsed of one annotated type. The pipeline takes it apart at once, so that each output depends
/// on its own part only.</summary>
/// <param name="Spec">What its own file needs.</param>
/// <param name="Member">What its contract needs.</param>
/// <param name="Payload">Its JSON form; null for a bulk label, which has none.</param>
internal sealed record Target<TSpec>(TSpec Spec, ContractMember Member, PayloadGraph? Payload)
    where TSpec : IEquatable<TSpec>;
