namespace ModeTyped.Mqtt;

/// <summary>A connection that <see cref="MqttWatchdog"/> watches. Called on any thread.</summary>
internal interface IMqttWatched
{
    /// <summary>The timestamp since when the oldest packet in flight waits for its acknowledgement; null where none does.</summary>
    long? InFlightSince { get; }

    /// <summary>Sends a PINGREQ.</summary>
    void Ping();

    /// <summary>Closes the connection, which is dead.</summary>
    void Close(MqttCloseReason reason, string message);
}
