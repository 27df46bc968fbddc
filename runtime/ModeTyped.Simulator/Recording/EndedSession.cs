namespace ModeTyped.Simulator;

/// <summary>A device's session that is over.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Reason">How it ended.</param>
/// <param name="Unsubscribed">Whether the device had unsubscribed from everything, as MODE asks of a graceful end.</param>
/// <param name="ConnectedAt">When the session began.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record EndedSession(
    ulong DeviceId,
    SessionEndReason Reason,
    bool Unsubscribed,
    DateTimeOffset ConnectedAt,
    DateTimeOffset EndedAt);
