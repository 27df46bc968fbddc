namespace ModeTyped.Simulator;

/// <summary>Bulk data that a device published to <c>/devices/ID/bulkData/LABEL</c>.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Label">The bulk data label.</param>
/// <param name="Data">The bytes as received.</param>
/// <param name="QualityOfService">How they were published.</param>
/// <param name="Time">When they arrived, by <see cref="ModeSimulatorOptions.TimeProvider"/>.</param>
public sealed record ReceivedBulkData(
    ulong DeviceId,
    string Label,
    ReadOnlyMemory<byte> Data,
    QualityOfService QualityOfService,
    DateTimeOffset Time);
