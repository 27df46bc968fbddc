namespace ModeTyped.Mqtt;

/// <summary>Hears from <see cref="MqttWriter"/>, on whichever thread writes.</summary>
internal interface IMqttWriterObserver
{
    /// <summary>The socket took whole packets.</summary>
    void OnWritten(long timestamp, bool withPing);

    /// <summary>The socket took a part of a large packet.</summary>
    void OnProgress();

    /// <summary>The socket failed; the connection is to be closed.</summary>
    void OnWriteFailed(Exception exception);
}
