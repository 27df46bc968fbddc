namespace ModeTyped.Sqlite;

/// <summary>A damaged file that was set aside, so that the outbox goes on with a new one.</summary>
/// <param name="Path">Where the damaged file lies now.</param>
/// <param name="RecoveredMessages">How many messages could be read from it and are in the new file.</param>
/// <param name="Cause">What was wrong with it.</param>
public sealed record DamagedOutboxFile(string Path, int RecoveredMessages, string Cause);
