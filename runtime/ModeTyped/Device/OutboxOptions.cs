namespace ModeTyped;

/// <summary>How messages are kept until MODE acknowledges them.</summary>
public sealed record OutboxOptions
{
    /// <summary>The most messages kept, 1 or more; 10,000 unless set.</summary>
    public int MaxMessages { get; init; } = 10_000;

    /// <summary>The most payload bytes kept, 1 or more; 16 MiB unless set. A larger message is refused.</summary>
    public long MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>What becomes of a message for which there is no room; its sender waits unless set.</summary>
    public OutboxFullMode FullMode { get; init; } = OutboxFullMode.Wait;

    /// <summary>Whether a QoS 0 message waits for a connection where there is none, at most for its timeout; refused unless set.</summary>
    public bool HoldQos0WhileOffline { get; init; }

    /// <summary>
    /// Where accepted QoS 1 messages survive the process; in memory only unless set. One store serves one device, which
    /// disposes it when it stops.
    /// </summary>
    public IOutboxStore? Store { get; init; }
}
