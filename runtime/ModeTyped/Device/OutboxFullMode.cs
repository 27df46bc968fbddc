namespace ModeTyped;

/// <summary>What becomes of a message for which the outbox has no room.</summary>
public enum OutboxFullMode
{
    /// <summary>Its sender waits for room, at most for the message's timeout.</summary>
    Wait,

    /// <summary>It is refused at once (<see cref="SendFate.Refused"/>).</summary>
    Refuse,

    /// <summary>The oldest messages that are not being sent are dropped for it (<see cref="SendFate.Dropped"/>).</summary>
    DropOldest,
}
