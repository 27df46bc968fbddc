namespace ModeTyped;

/// <summary>A step in a device's life. Each device tells every step once, in order.</summary>
/// <param name="State">The state that begins.</param>
/// <param name="Reason">Why it begins.</param>
/// <param name="At">When it began, by the device's clock.</param>
/// <param name="Exception">The cause, where it is a failure.</param>
/// <param name="CommandGap">
/// For <see cref="DeviceState.Ready"/> after a lost connection, how long commands may have been lost, at most: MODE discards
/// commands to a device that is away, and where the connection broke, it may have been dead for up to 1.5 times
/// <see cref="ModeDeviceOptions.KeepAlive"/> before that was noticed. Null for the first Ready, before which nothing is
/// known, and for all other states.
/// </param>
public sealed record DeviceStateChange(
    DeviceState State,
    DeviceStateReason Reason,
    DateTimeOffset At,
    ModeException? Exception = null,
    TimeSpan? CommandGap = null);
