namespace ModeTyped;

/// <summary>A payload has no JSON form, or a received payload does not fit its type.</summary>
public sealed class ModePayloadException : ModeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="payload">The event, command or other payload concerned.</param>
    /// <param name="path">Where in the payload, as a JSON path such as <c>$.sensors[2].id</c>.</param>
    /// <param name="bytePosition">Where in the received bytes.</param>
    /// <param name="innerException">The cause, if another exception.</param>
    public ModePayloadException(
        string message,
        string? payload = null,
        string? path = null,
        long? bytePosition = null,
        Exception? innerException = null)
        : base(message, innerException)
    {
        Payload = payload;
        Path = path;
        BytePosition = bytePosition;
    }

    /// <summary>The event type, action, label or key of the payload, where known.</summary>
    public string? Payload { get; }

    /// <summary>Where in the payload, as a JSON path such as <c>$.sensors[2].id</c>, where known.</summary>
    public string? Path { get; }

    /// <summary>The offset in bytes from the start of the JSON text, where known; null when writing.</summary>
    public long? BytePosition { get; }
}
