namespace ModeTyped.Generator.Model;

/// <summary>What the file of a bulk label needs.</summary>
/// <param name="Type">The label's type.</param>
/// <param name="Label">The label.</param>
/// <param name="QualityOfService">The name of the <c>QualityOfService</c> member.</param>
/// <param name="SendsBytes">Whether the static <c>SendAsync</c> methods for raw bytes are generated.</param>
/// <param name="Data">The typed data that it sends, or null.</param>
/// <param name="Exchange">The exchange that it declares, or null.</param>
internal sealed record BulkLabelSpec(
    TargetType Type,
    string Label,
    string QualityOfService,
    bool SendsBytes,
    BulkDataSpec? Data,
    BulkExchangeSpec? Exchange);

/// <summary>The typed data of a bulk label.</summary>
/// <param name="Payload">The type that is sent, from <c>global::</c>.</param>
/// <param name="Codec">The class that writes it as JSON; null where the label has an encoder of its own.</param>
/// <param name="SendAccessibility">Who sees <c>SendAsync</c>; null where the type has a member of that name.</param>
internal sealed record BulkDataSpec(string Payload, string? Codec, string? SendAccessibility);

/// <summary>The exchange of a bulk label.</summary>
/// <param name="Request">The request.</param>
/// <param name="Response">The response.</param>
/// <param name="RequestAccessibility">Who sees <c>RequestAsync</c>; null where the type has a member of that name.</param>
internal sealed record BulkExchangeSpec(TypeRef Request, TypeRef Response, string? RequestAccessibility);
