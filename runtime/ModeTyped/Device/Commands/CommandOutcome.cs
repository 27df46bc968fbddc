namespace ModeTyped.Device;

/// <summary>What became of a received command.</summary>
internal enum CommandOutcome
{
    /// <summary>Its handler ran to the end.</summary>
    Handled,

    /// <summary>The contract has no such action, and no handler for that.</summary>
    Unknown,

    /// <summary>The message could not be read.</summary>
    Malformed,

    /// <summary>Its handler threw.</summary>
    Failed,

    /// <summary>The queue was full.</summary>
    Dropped,
}
