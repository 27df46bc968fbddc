using ModeTyped.Mqtt;

namespace ModeTyped.Simulator;

/// <summary>A broken restriction.</summary>
internal sealed class RefusedException(
    Restriction restriction, string reason, ConnectReturnCode? returnCode = null) : Exception(reason)
{
    public Restriction Restriction { get; } = restriction;

    /// <summary>What CONNACK says before the connection closes; null where MQTT knows no better than a silent close.</summary>
    public ConnectReturnCode? ReturnCode { get; } = returnCode;
}
