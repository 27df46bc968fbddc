namespace ModeTyped.Device;

/// <summary>Where a send stands in the outbox.</summary>
internal enum SendState
{
    /// <summary>Being written by its sender; not the outbox's yet.</summary>
    Preparing,

    /// <summary>The outbox is full; not accepted yet.</summary>
    WaitingForRoom,

    /// <summary>Being written to the durable store; not accepted yet.</summary>
    Storing,

    /// <summary>Accepted, in its lane.</summary>
    Queued,

    /// <summary>Handed to the link.</summary>
    InFlight,

    /// <summary>Its fate is known.</summary>
    Done,
}
