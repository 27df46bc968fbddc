namespace ModeTyped.Mqtt;

/// <summary>A connection attempt or a connection failed.</summary>
internal sealed class MqttLinkException(MqttCloseReason reason, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public MqttCloseReason Reason { get; } = reason;
}
