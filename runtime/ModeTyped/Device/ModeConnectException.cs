namespace ModeTyped;

/// <summary>MODE could not be reached, or did not accept the connection; the message tells why and what to do.</summary>
public class ModeConnectException : ModeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if another exception.</param>
    public ModeConnectException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
