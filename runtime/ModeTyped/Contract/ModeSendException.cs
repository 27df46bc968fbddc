namespace ModeTyped;

/// <summary>A message did not reach MODE; <see cref="Fate"/> and the message tell why and what to do.</summary>
public sealed class ModeSendException : ModeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="fate">How the send ended.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if another exception.</param>
    public ModeSendException(SendFate fate, string message, Exception? innerException = null)
        : base(message, innerException) => Fate = fate;

    /// <summary>How the send ended: <see cref="SendFate.Expired"/>, <see cref="SendFate.Dropped"/> or <see cref="SendFate.Refused"/>.</summary>
    public SendFate Fate { get; }
}
