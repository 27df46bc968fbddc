namespace ModeTyped.Mqtt;

/// <summary>Why a server's certificate was refused.</summary>
internal enum TlsFailure
{
    /// <summary>It leads to no root that is trusted here.</summary>
    UnknownRoot,

    /// <summary>It was issued for another host.</summary>
    WrongHost,

    /// <summary>It, or one above it, has expired.</summary>
    Expired,

    /// <summary>It, or one above it, is valid only from a later day on; as a rule this device's clock is not set.</summary>
    NotYetValid,

    /// <summary>Something else.</summary>
    Other,
}
