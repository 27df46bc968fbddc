namespace ModeTyped.Generator.Model;

/// <summary>What the file of an event needs.</summary>
/// <param name="Type">The event's type.</param>
/// <param name="EventType">The event's name in MODE's cloud.</param>
/// <param name="QualityOfService">The name of the <c>QualityOfService</c> member.</param>
/// <param name="MaxPerMinute">The declared rate, or 0.</param>
/// <param name="LatestOnly">Whether a waiting event gives way to a later one.</param>
/// <param name="Codec">The class that writes the event's JSON.</param>
internal sealed record EventSpec(
    TargetType Type,
    string EventType,
    string QualityOfService,
    int MaxPerMinute,
    bool LatestOnly,
    string Codec);
