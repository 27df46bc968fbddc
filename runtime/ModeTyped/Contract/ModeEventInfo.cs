namespace ModeTyped;

/// <summary>What an event's annotation says. Immutable; one instance per event type.</summary>
/// <param name="EventType">The event's name in MODE's cloud.</param>
/// <param name="QualityOfService">How the event is sent when the call does not say.</param>
/// <param name="MaxPerMinute">The declared rate in events per minute, or 0 for no statement.</param>
/// <param name="LatestOnly">Whether a waiting event is replaced by a later one of its type.</param>
public sealed record ModeEventInfo(
    string EventType,
    QualityOfService QualityOfService = QualityOfService.AtLeastOnce,
    int MaxPerMinute = 0,
    bool LatestOnly = false);
