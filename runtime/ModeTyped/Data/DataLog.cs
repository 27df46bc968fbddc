using Microsoft.Extensions.Logging;

namespace ModeTyped.Data;

/// <summary>What the data proxy logs. The event ids are stable; values are never logged.</summary>
internal static partial class DataLog
{
    [LoggerMessage(1300, LogLevel.Warning, "A message of the data proxy was dropped: {Cause}")]
    public static partial void Malformed(ILogger logger, string cause);

    [LoggerMessage(1301, LogLevel.Warning, "A value of the data proxy was not taken over, the old one stays: {Cause}")]
    public static partial void Rejected(ILogger logger, string cause);

    [LoggerMessage(1302, LogLevel.Warning, "Messages of the data proxy came faster than they could be handled; the store is loaded again")]
    public static partial void Overflow(ILogger logger);

    [LoggerMessage(1303, LogLevel.Debug, "The cloud and the device wrote a key at the same time; the store is loaded again")]
    public static partial void Reloading(ILogger logger);

    [LoggerMessage(1304, LogLevel.Warning, "The cloud did not send its store again; the data proxy goes on without")]
    public static partial void ReloadMissing(ILogger logger);

    [LoggerMessage(1305, LogLevel.Warning, "A write of the data proxy did not get through and is made again: {Cause}")]
    public static partial void WriteFailed(ILogger logger, string cause);

    [LoggerMessage(1306, LogLevel.Error, "The data proxy failed on a message")]
    public static partial void Unexpected(ILogger logger, Exception exception);

    [LoggerMessage(1308, LogLevel.Warning, "{Count} writes of the data proxy were not acknowledged when the device stopped")]
    public static partial void Lost(ILogger logger, int count);

    [LoggerMessage(1307, LogLevel.Error, "A handler of rejected values failed")]
    public static partial void HandlerFailed(ILogger logger, Exception exception);
}
