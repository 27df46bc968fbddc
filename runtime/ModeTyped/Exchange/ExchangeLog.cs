using Microsoft.Extensions.Logging;

namespace ModeTyped.Exchange;

/// <summary>What exchanges log. The event ids are stable; payloads are never logged.</summary>
internal static partial class ExchangeLog
{
    [LoggerMessage(1400, LogLevel.Warning, "An answer on {Topic} was dropped: {Cause}")]
    public static partial void Malformed(ILogger logger, string topic, string cause);

    [LoggerMessage(1401, LogLevel.Debug, "An answer on {Topic} was dropped: nobody waits for it")]
    public static partial void Unmatched(ILogger logger, string topic);
}
