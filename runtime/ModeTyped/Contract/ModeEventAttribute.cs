namespace ModeTyped;

/// <summary>
/// Makes a partial class, record or struct an event that the device can publish. The members of the type are the
/// event's <c>eventData</c>; what arrives at MODE is <c>{"eventType":...,"eventData":{...}}</c>.
/// </summary>
/// <param name="eventType">The event's name in MODE's cloud; not empty. Names of the form <c>_name_</c> are the
/// cloud's own.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ModeEventAttribute(string eventType) : Attribute
{
    /// <summary>The event's name in MODE's cloud.</summary>
    public string EventType { get; } = eventType;

    /// <summary>How the event is sent when the call does not say; <see cref="QualityOfService.AtLeastOnce"/> unless set.</summary>
    public QualityOfService QualityOfService { get; set; } = QualityOfService.AtLeastOnce;

    /// <summary>
    /// The most events of this type that the device means to send in a minute, or 0 for no statement. The rates of a
    /// contract are added up at build time against the device's send budget.
    /// </summary>
    public int MaxPerMinute { get; set; }

    /// <summary>
    /// Whether only the newest value matters: an event that still waits to be sent is replaced by a later one of its
    /// type, and its sender learns so (<see cref="SendFate.Replaced"/>).
    /// </summary>
    public bool LatestOnly { get; set; }
}
