namespace ModeTyped.Device;

/// <summary>What a message waits behind: bulk data never keeps events from being sent.</summary>
internal enum SendLane
{
    /// <summary>Events, data writes and requests.</summary>
    Events,

    /// <summary>Bulk data.</summary>
    Bulk,
}
