namespace ModeTyped.Rest;

/// <summary>How MODE's REST API is reached. Immutable.</summary>
public sealed record ModeRestOptions
{
    /// <summary>The root of the API, <c>https</c> or <c>http</c>; <c>https://api.tinkermode.com/</c> unless set.</summary>
    /// <exception cref="ArgumentException">The address is not an absolute HTTP address.</exception>
    public Uri BaseAddress
    {
        get;
        init => field = value is { IsAbsoluteUri: true, Scheme: "https" or "http" }
            ? value
            : throw new ArgumentException("The base address must be an absolute http or https address.", nameof(value));
    } = new("https://api.tinkermode.com/");

    /// <summary>How long one attempt may take, above zero; 10 seconds unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or below, or too long for a timer.</exception>
    public TimeSpan Timeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>How often a call refused for its rate (429) is tried again, 0 or more; 3 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below zero.</exception>
    public int MaxRetries
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 3;

    /// <summary>
    /// The longest <c>Retry-After</c> that a call waits out by itself, 0 to one day; one minute unless set. A longer one
    /// is left to the caller (<see cref="ModeRestException.RetryAfter"/>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero or above one day.</exception>
    public TimeSpan MaxRetryDelay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            field = value;
        }
    } = TimeSpan.FromMinutes(1);

    /// <summary>The clock of every wait; the system's unless set.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
