namespace ModeTyped.Simulator;

/// <summary>Ends a REST call with a failure.</summary>
internal sealed class RestException(RestFailure failure) : Exception(failure.Reason)
{
    public RestException(int statusCode, string reason)
        : this(new RestFailure(statusCode, reason))
    {
    }

    public RestFailure Failure { get; } = failure;
}
