namespace ModeTyped;

/// <summary>MODE refused the device id or the API key (CONNACK 4 or 5). Trying again cannot help, so the device has stopped.</summary>
public sealed class ModeCredentialsException : ModeConnectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if another exception.</param>
    public ModeCredentialsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
