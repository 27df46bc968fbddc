namespace ModeTyped;

/// <summary>The base of every exception that ModeTyped throws for a reason of its own.</summary>
public abstract class ModeException : Exception
{
    private protected ModeException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
