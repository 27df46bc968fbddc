using System.Text.Json;

namespace ModeTyped.Simulator;

/// <summary>A request that a device published to <c>/devices/ID/bulkData/LABEL/request</c>.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Label">The bulk data label.</param>
/// <param name="RequestId">What ties the response to the request.</param>
/// <param name="Payload">What is asked.</param>
/// <param name="Time">When it arrived, by <see cref="ModeSimulatorOptions.TimeProvider"/>.</param>
public sealed record BulkRequest(
    ulong DeviceId,
    string Label,
    string RequestId,
    JsonElement Payload,
    DateTimeOffset Time);
