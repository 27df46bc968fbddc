namespace ModeTyped;

/// <summary>How received commands wait for their handlers. What does not fit is dropped, logged and counted.</summary>
public sealed record CommandOptions
{
    /// <summary>The most commands that wait, 1 or more; 1,000 unless set.</summary>
    public int MaxCommands { get; init; } = 1000;

    /// <summary>The most bytes that wait, 1 or more; 4 MiB unless set.</summary>
    public int MaxBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Which command is dropped; the oldest unless set.</summary>
    public CommandOverflow Overflow { get; init; } = CommandOverflow.DropOldest;
}
