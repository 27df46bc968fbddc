namespace ModeTyped;

/// <summary>A message in an <see cref="IOutboxStore"/>.</summary>
/// <param name="Id">The place in the order of delivery: above zero, and above every id that the store has held in this process.</param>
/// <param name="Topic">The MQTT topic.</param>
/// <param name="Payload">The application message.</param>
/// <param name="ExpiresAt">When the message is no longer worth delivering; null for never.</param>
/// <param name="ReplaceKey">The event type where only the newest value matters, else null.</param>
public readonly record struct OutboxEntry(
    long Id,
    string Topic,
    ReadOnlyMemory<byte> Payload,
    DateTimeOffset? ExpiresAt,
    string? ReplaceKey);
