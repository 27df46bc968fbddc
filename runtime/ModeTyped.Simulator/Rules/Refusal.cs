namespace ModeTyped.Simulator;

/// <summary>Something that the simulator refused.</summary>
/// <param name="Restriction">The rule that was broken.</param>
/// <param name="Reason">What the device did, and what MODE takes instead.</param>
/// <param name="DeviceId">The device, or null before it has proved who it is.</param>
/// <param name="Time">When, by <see cref="ModeSimulatorOptions.TimeProvider"/>.</param>
public sealed record Refusal(Restriction Restriction, string Reason, ulong? DeviceId, DateTimeOffset Time);
