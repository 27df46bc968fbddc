using ModeTyped.Simulator.Protocol;

namespace ModeTyped.Simulator;

/// <summary>A broken restriction that ends the connection.</summary>
internal sealed class RefusedException(
    Restriction restriction, string reason, ConnectReturnCode? returnCode = null) : Exception(reason)
{
    public Restriction Restriction { get; } = restriction;

    /// <summary>What CONNACK says before the connection closes; null for a close without a word.</summary>
    public ConnectReturnCode? ReturnCode { get; } = returnCode;

    public static RefusedException Malformed(string reason) => new(Restriction.MalformedPacket, reason);
}
