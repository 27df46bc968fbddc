using System.Diagnostics.CodeAnalysis;

namespace ModeTyped.Simulator;

/// <summary>How a REST call fails: <c>{"reason":...,"data":...}</c> with a status.</summary>
/// <param name="StatusCode">The HTTP status, 400 to 599.</param>
/// <param name="Reason">The reason, in MODE's upper-case form such as <c>RATE_LIMIT_EXCEEDED</c>.</param>
public sealed record RestFailure(int StatusCode, string Reason)
{
    /// <summary>When to try again, sent as <c>Retry-After</c> in whole seconds, or null for no word of it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The <c>data</c>: a JSON object, or null for none.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public string? Data
    {
        get;
        init
        {
            if (value is not null) JsonText.RequireObject(value, nameof(Data));
            field = value;
        }
    }

    /// <summary>Too many calls: status 429.</summary>
    /// <param name="retryAfter">When to try again.</param>
    public static RestFailure RateLimitExceeded(TimeSpan retryAfter) => new(429, "RATE_LIMIT_EXCEEDED") { RetryAfter = retryAfter };
}
