namespace ModeTyped.Mqtt;

/// <summary>How far a <see cref="MqttSend"/> has come.</summary>
internal enum MqttSendState
{
    /// <summary>Not queued yet.</summary>
    New,

    /// <summary>In the queue, or waiting for room in the in-flight window.</summary>
    Queued,

    /// <summary>The writer has it; its memory is in use.</summary>
    Writing,

    /// <summary>Taken by the socket and in flight until its acknowledgement.</summary>
    InFlight,

    /// <summary>In flight still, but its sender gave up waiting.</summary>
    Abandoned,

    /// <summary>Its outcome is set and the queue no longer knows it.</summary>
    Completed,
}
