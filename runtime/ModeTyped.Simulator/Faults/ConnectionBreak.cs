namespace ModeTyped.Simulator;

/// <summary>How a connection breaks.</summary>
public enum ConnectionBreak
{
    /// <summary>The simulator closes it in order.</summary>
    Close,

    /// <summary>It is reset (TCP RST).</summary>
    Reset,

    /// <summary>It stays open and nothing comes through: the simulator swallows what arrives and sends nothing.</summary>
    HalfOpen,
}
