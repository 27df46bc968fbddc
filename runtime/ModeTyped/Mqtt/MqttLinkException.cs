namespace ModeTyped.Mqtt;

/// <summary>A connection attempt or a connection failed.</summary>
internal sealed class MqttLinkException(MqttCloseReason reason, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public MqttCloseReason Reason { get; } = reason;

    /// <summary>What was wrong with the server's certificate; null where that was not the cause.</summary>
    public TlsFailure? TlsFailure { get; init; }

    /// <summary>An exception of its own for each of several callers that fail for the same cause.</summary>
    public MqttLinkException Copy() => new(Reason, Message, InnerException) { TlsFailure = TlsFailure };
}
