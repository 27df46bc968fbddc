using System.Text.Json;

namespace ModeTyped.Simulator;

/// <summary>An event that a device published to <c>/devices/ID/event</c>.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="EventType">The event's <c>eventType</c>.</param>
/// <param name="EventData">The event's <c>eventData</c>; <see cref="JsonValueKind.Undefined"/> where it has none.</param>
/// <param name="Payload">The message as received, in UTF-8.</param>
/// <param name="QualityOfService">How it was published.</param>
/// <param name="Time">When it arrived, by <see cref="ModeSimulatorOptions.TimeProvider"/>.</param>
public sealed record ReceivedEvent(
    ulong DeviceId,
    string EventType,
    JsonElement EventData,
    ReadOnlyMemory<byte> Payload,
    QualityOfService QualityOfService,
    DateTimeOffset Time);
