namespace ModeTyped;

/// <summary>What a stopped device could not deliver.</summary>
/// <param name="UndeliveredMessages">The messages given up: accepted by an outbox in memory, neither acknowledged nor expired.</param>
/// <param name="StoredMessages">The messages that a durable outbox keeps for the next start.</param>
/// <param name="UnhandledCommands">The received commands whose handler never ran or did not end in time.</param>
/// <param name="Disconnected">Whether the connection was ended in order: UNSUBSCRIBE, then DISCONNECT.</param>
public sealed record StopReport(int UndeliveredMessages, int StoredMessages, int UnhandledCommands, bool Disconnected);
