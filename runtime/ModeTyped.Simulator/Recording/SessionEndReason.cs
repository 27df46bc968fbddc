namespace ModeTyped.Simulator;

/// <summary>How a device's session ended.</summary>
public enum SessionEndReason
{
    /// <summary>The device sent DISCONNECT.</summary>
    Disconnect,

    /// <summary>The connection closed or broke without DISCONNECT.</summary>
    ConnectionLost,

    /// <summary>The simulator ended it: a restriction was broken (see <see cref="ModeSimulator.Refusals"/>).</summary>
    Refused,

    /// <summary>The simulator ended it: it was told to, or it stopped.</summary>
    BySimulator,
}
