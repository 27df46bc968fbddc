namespace ModeTyped.Generator.Model;

/// <summary>The member with <c>[JsonExtensionData]</c>.</summary>
/// <param name="Member">The member; its type here is that of one value.</param>
/// <param name="Collected">The type that collects the values, from <c>global::</c>.</param>
internal sealed record ExtensionDataSpec(MemberSpec Member, string Collected);
