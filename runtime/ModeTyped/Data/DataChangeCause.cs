namespace ModeTyped;

/// <summary>Why a value of the Device Data Proxy changed.</summary>
public enum DataChangeCause
{
    /// <summary>This device wrote it.</summary>
    Local,

    /// <summary>The cloud told of it while the device was connected: an app, or another connection of the device, wrote it.</summary>
    Remote,

    /// <summary>The comparison with the cloud's whole store found it, as after each connect: it changed unseen.</summary>
    Reload,

    /// <summary>It did not: the value was there when a watch began that asked for such.</summary>
    Current,
}
