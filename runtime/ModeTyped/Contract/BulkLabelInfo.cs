namespace ModeTyped;

/// <summary>What a bulk label's annotation says. Immutable; one instance per label type.</summary>
/// <param name="Label">The bulk data label, exactly as configured in the Smart Module.</param>
/// <param name="QualityOfService">How data is sent when the call does not say.</param>
public sealed record BulkLabelInfo(string Label, QualityOfService QualityOfService = QualityOfService.AtLeastOnce);
