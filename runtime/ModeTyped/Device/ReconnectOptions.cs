namespace ModeTyped;

/// <summary>
/// How soon a lost connection is made again. Each wait is random between zero and a limit ("full jitter"), so that devices
/// that lost their connections together do not come back together; the limit doubles from attempt to attempt.
/// </summary>
public sealed record ReconnectOptions
{
    /// <summary>The limit of the first wait, above zero; 1 second unless set.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The highest limit, at least <see cref="FirstDelay"/>; 1 minute unless set.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the device must have been ready for the limit to begin anew, zero or more; 30 seconds unless set.</summary>
    public TimeSpan ResetAfter { get; init; } = TimeSpan.FromSeconds(30);
}
