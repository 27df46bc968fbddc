namespace ModeTyped.Data;

/// <summary>What a message of the Device Data Proxy tells or asks.</summary>
internal enum DataAction
{
    /// <summary>An action that this version does not know; to be ignored.</summary>
    Unknown,

    /// <summary>The whole store.</summary>
    Reload,

    /// <summary>One pair was saved, or is to be.</summary>
    Set,

    /// <summary>One pair was removed, or is to be.</summary>
    Delete,
}
