namespace ModeTyped;

/// <summary>Where a device stands.</summary>
public enum DeviceState
{
    /// <summary>Started, and not ready for the first time yet.</summary>
    Starting,

    /// <summary>MODE has accepted the connection (CONNACK) and every subscription (SUBACK).</summary>
    Ready,

    /// <summary>The connection is lost or could not be made; the device goes on trying.</summary>
    Recovering,

    /// <summary>Ended for good, by the application or because MODE refused the credentials.</summary>
    Stopped,
}
