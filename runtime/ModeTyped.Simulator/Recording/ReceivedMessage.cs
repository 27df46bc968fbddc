namespace ModeTyped.Simulator;

/// <summary>A message that a device published to a topic it may publish to.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Topic">The topic name.</param>
/// <param name="Payload">The message as received.</param>
/// <param name="QualityOfService">How it was published.</param>
/// <param name="Time">When it arrived, by <see cref="ModeSimulatorOptions.TimeProvider"/>.</param>
public sealed record ReceivedMessage(
    ulong DeviceId,
    string Topic,
    ReadOnlyMemory<byte> Payload,
    QualityOfService QualityOfService,
    DateTimeOffset Time);
