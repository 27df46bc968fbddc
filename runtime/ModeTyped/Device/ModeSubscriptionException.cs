namespace ModeTyped;

/// <summary>MODE refused to deliver a topic to the device (SUBACK 0x80).</summary>
public sealed class ModeSubscriptionException : ModeConnectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="topic">The MQTT topic refused.</param>
    /// <param name="message">What happened and what to do.</param>
    public ModeSubscriptionException(string topic, string message)
        : base(message) => Topic = topic;

    /// <summary>The MQTT topic refused.</summary>
    public string Topic { get; }
}
