namespace ModeTyped;

/// <summary>The durable outbox failed; the message tells why and what to do.</summary>
public sealed class ModeOutboxException : ModeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if another exception.</param>
    public ModeOutboxException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
