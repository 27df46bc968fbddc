using Microsoft.Extensions.Logging;

namespace ModeTyped.Device;

/// <summary>What a device logs. The event ids are stable.</summary>
internal static partial class DeviceLog
{
    [LoggerMessage(1000, LogLevel.Information, "Device {DeviceId} connects to {Host}:{Port}")]
    public static partial void Started(ILogger logger, ulong deviceId, string host, int port);

    [LoggerMessage(1001, LogLevel.Information, "Device {DeviceId} is ready")]
    public static partial void Ready(ILogger logger, ulong deviceId);

    [LoggerMessage(1002, LogLevel.Warning, "Device {DeviceId} is ready again; commands of the last {CommandGap} may be lost")]
    public static partial void ReadyAgain(ILogger logger, ulong deviceId, TimeSpan commandGap);

    [LoggerMessage(1003, LogLevel.Warning, "Device {DeviceId} is not connected ({Reason}): {Cause}")]
    public static partial void Recovering(ILogger logger, ulong deviceId, DeviceStateReason reason, string? cause);

    [LoggerMessage(1004, LogLevel.Debug, "Device {DeviceId} connects again in {Delay}")]
    public static partial void Waiting(ILogger logger, ulong deviceId, TimeSpan delay);

    [LoggerMessage(1005, LogLevel.Error, "Device {DeviceId} has stopped ({Reason}): {Cause}")]
    public static partial void Failed(ILogger logger, ulong deviceId, DeviceStateReason reason, string? cause);

    [LoggerMessage(1006, LogLevel.Information, "Device {DeviceId} has stopped: {Report}")]
    public static partial void Stopped(ILogger logger, ulong deviceId, StopReport report);

    [LoggerMessage(1007, LogLevel.Error, "Device {DeviceId}: an unexpected failure ended the connection")]
    public static partial void Unexpected(ILogger logger, Exception exception, ulong deviceId);

    [LoggerMessage(1100, LogLevel.Warning, "A message to {Topic} is lost ({Fate}): {Cause}")]
    public static partial void SendLost(ILogger logger, string topic, SendFate fate, string cause);

    [LoggerMessage(1101, LogLevel.Error, "The outbox's store failed")]
    public static partial void StoreFailed(ILogger logger, Exception exception);

    [LoggerMessage(1102, LogLevel.Information, "{Count} messages of an earlier run wait in the outbox")]
    public static partial void Restored(ILogger logger, int count);

    [LoggerMessage(1103, LogLevel.Warning, "{Count} messages in the outbox's store are another device's and stay there")]
    public static partial void ForeignEntries(ILogger logger, int count);

    [LoggerMessage(1200, LogLevel.Warning, "A command could not be read: {Cause}")]
    public static partial void CommandMalformed(ILogger logger, string cause);

    [LoggerMessage(1201, LogLevel.Warning, "No handler for the command '{Action}'")]
    public static partial void CommandUnknown(ILogger logger, string action);

    [LoggerMessage(1202, LogLevel.Error, "The handler of the command '{Action}' failed")]
    public static partial void CommandFailed(ILogger logger, Exception exception, string? action);

    [LoggerMessage(1203, LogLevel.Error, "The OnCommandError hook failed")]
    public static partial void CommandHookFailed(ILogger logger, Exception exception);

    [LoggerMessage(1204, LogLevel.Warning, "The queue of received commands is full; {Dropped} were dropped so far")]
    public static partial void CommandsDropped(ILogger logger, long dropped);

    [LoggerMessage(1205, LogLevel.Debug, "A message to '{Topic}' has no receiver")]
    public static partial void NoReceiver(ILogger logger, string topic);
}
