using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>Takes received messages on the reading loop: it must copy what it keeps, and must neither block nor run user code.</summary>
internal interface IMqttReceiver
{
    /// <summary>Takes one message.</summary>
    /// <param name="topic">The topic name in UTF-8, valid until the method returns.</param>
    /// <param name="payload">The application message, valid until the method returns.</param>
    void OnPublish(ReadOnlySpan<byte> topic, in ReadOnlySequence<byte> payload);
}
