namespace ModeTyped.Simulator;

/// <summary>
/// A command found no connection of its device that is subscribed to commands, and is gone: MODE does not store
/// commands. MODE's REST API tells the sender so with the reason <c>DEVICE_OFFLINE</c>.
/// </summary>
public sealed class DeviceOfflineException : Exception
{
    internal DeviceOfflineException(ulong deviceId)
        : base($"Device {deviceId} is not connected, or has not subscribed to /devices/{deviceId}/command: the command " +
               $"is lost. Await {nameof(ModeSimulator.WaitForDeviceAsync)} first.") => DeviceId = deviceId;

    /// <summary>The device.</summary>
    public ulong DeviceId { get; }
}
