using System.Net;
using System.Text.Json;

namespace ModeTyped.Rest;

/// <summary>A REST call failed: MODE refused it, answered something else than its API says, or did not answer.</summary>
public sealed class ModeRestException : ModeException
{
    internal ModeRestException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The HTTP status, or null where no answer came.</summary>
    public HttpStatusCode? StatusCode { get; internal init; }

    /// <summary>
    /// MODE's reason, such as <c>RATE_LIMIT_EXCEEDED</c>; <c>UNKNOWN</c> where an error came without one; null where MODE
    /// named no error.
    /// </summary>
    public string? Reason { get; internal init; }

    /// <summary>What MODE added to the reason (its <c>data</c>), or null.</summary>
    public JsonElement? ReasonData { get; internal init; }

    /// <summary>How long to wait before the call is made again, where MODE said so.</summary>
    public TimeSpan? RetryAfter { get; internal init; }
}
