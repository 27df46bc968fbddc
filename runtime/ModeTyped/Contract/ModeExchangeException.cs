namespace ModeTyped;

/// <summary>A bulk exchange ended without a result.</summary>
public sealed class ModeExchangeException : ModeException
{
    internal ModeExchangeException(
        ExchangeFailure failure, string label, string message, string? status = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
        Label = label;
        Status = status;
    }

    /// <summary>Why.</summary>
    public ExchangeFailure Failure { get; }

    /// <summary>The bulk data label.</summary>
    public string Label { get; }

    /// <summary>The answer's status as received, or null where no answer came.</summary>
    public string? Status { get; }
}
