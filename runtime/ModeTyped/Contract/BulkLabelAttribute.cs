namespace ModeTyped;

/// <summary>
/// Makes a partial class, record or struct the sender of bulk data to one Smart Module: bytes go to
/// <c>/devices/ID/bulkData/LABEL</c>.
/// </summary>
/// <param name="label">The bulk data label as configured in the Smart Module; case counts. It is one MQTT topic level,
/// so <c>/</c>, <c>+</c> and <c>#</c> are refused.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class BulkLabelAttribute(string label) : Attribute
{
    /// <summary>The bulk data label.</summary>
    public string Label { get; } = label;

    /// <summary>How the data is sent when the call does not say; <see cref="QualityOfService.AtLeastOnce"/> unless set.</summary>
    public QualityOfService QualityOfService { get; set; } = QualityOfService.AtLeastOnce;
}
