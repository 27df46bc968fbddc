using Microsoft.Extensions.Logging;

namespace ModeTyped.Sqlite;

/// <summary>What the store logs, in the device's log. The event ids are stable.</summary>
internal static partial class SqliteOutboxLog
{
    [LoggerMessage(1110, LogLevel.Error, "The outbox's file was damaged ({Cause}) and now lies at {Path}; {Count} messages could be read from it")]
    public static partial void Damaged(ILogger logger, string path, int count, string cause);

    [LoggerMessage(1111, LogLevel.Error, "The OnDamaged hook failed")]
    public static partial void HookFailed(ILogger logger, Exception exception);
}
