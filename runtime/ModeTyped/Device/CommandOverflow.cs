namespace ModeTyped;

/// <summary>Which command is given up where the queue of received commands is full.</summary>
public enum CommandOverflow
{
    /// <summary>The one that has waited longest.</summary>
    DropOldest,

    /// <summary>The one that arrives.</summary>
    DropNewest,
}
