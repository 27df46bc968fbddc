using Microsoft.Extensions.Logging;

namespace ModeTyped.Simulator;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Device {DeviceId} connected")]
    public static partial void Connected(this ILogger logger, ulong deviceId);

    [LoggerMessage(2, LogLevel.Information, "Device {DeviceId}: session ended ({Reason})")]
    public static partial void Ended(this ILogger logger, ulong deviceId, SessionEndReason reason);

    [LoggerMessage(3, LogLevel.Warning, "Refused ({Restriction}), device {DeviceId}: {Reason}")]
    public static partial void Refused(this ILogger logger, Restriction restriction, ulong? deviceId, string reason);

    [LoggerMessage(4, LogLevel.Information, "Device {DeviceId} subscribed to {Topic}")]
    public static partial void Subscribed(this ILogger logger, ulong deviceId, string topic);

    [LoggerMessage(5, LogLevel.Debug, "Device {DeviceId} published {Length} bytes to {Topic}")]
    public static partial void Published(this ILogger logger, ulong deviceId, string topic, int length);

    [LoggerMessage(6, LogLevel.Error, "The function that answers bulk data requests for {Label} failed; answering SERVICE_UNAVAILABLE")]
    public static partial void BulkAnswerFailed(this ILogger logger, Exception exception, string label);

    [LoggerMessage(7, LogLevel.Error, "Device {DeviceId}: the session ends, as a function of its simulated faults failed")]
    public static partial void SessionFailed(this ILogger logger, Exception exception, ulong deviceId);
}
