namespace ModeTyped.Generator.Model;

/// <summary>What the file of a bulk label needs.</summary>
/// <param name="Type">The label's type.</param>
/// <param name="Label">The label.</param>
/// <param name="QualityOfService">The name of the <c>QualityOfService</c> member.</param>
/// <param name="HasSendAsync">Whether the static <c>SendAsync</c> methods are generated: unless the type has a member of
/// that name.</param>
internal sealed record BulkLabelSpec(TargetType Type, string Label, string QualityOfService, bool HasSendAsync);
