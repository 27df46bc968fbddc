namespace ModeTyped.Device;

/// <summary>
/// When to connect again: exponential with full jitter, beginning anew only after a connection that stayed ready for a
/// while, so that a server that accepts and closes at once is not hammered.
/// </summary>
internal sealed class ReconnectSchedule(ReconnectOptions options, Random random)
{
    /// <summary>After an end for too many sends, the minute that they were counted in should pass.</summary>
    private static readonly TimeSpan BurstDelay = TimeSpan.FromMinutes(1);

    private int _attempt;

    /// <summary>How long to wait before the next attempt.</summary>
    /// <param name="reason">Why the last connection or attempt ended.</param>
    /// <param name="wasReady">How long the last connection was ready.</param>
    public TimeSpan Next(DeviceStateReason reason, TimeSpan wasReady)
    {
        if (wasReady > TimeSpan.Zero && wasReady >= options.ResetAfter) _attempt = 0;
        TimeSpan limit = Limit(_attempt);
        _attempt++;
        return reason switch
        {
            // Half fixed, half random: the wait itself matters, not only its spread.
            DeviceStateReason.ServerClosedAfterBurst => BurstDelay / 2 + random.NextDouble() * (BurstDelay / 2),

            // Nothing on the way will mend these, only somebody who changes the set-up.
            DeviceStateReason.ProtocolRefused or DeviceStateReason.SubscriptionRefused =>
                options.MaxDelay / 2 + random.NextDouble() * (options.MaxDelay / 2),
            _ => random.NextDouble() * limit,
        };
    }

    private TimeSpan Limit(int attempt)
    {
        double limit = options.FirstDelay.TotalSeconds * Math.Pow(2, Math.Min(attempt, 40));
        return limit < options.MaxDelay.TotalSeconds ? TimeSpan.FromSeconds(limit) : options.MaxDelay;
    }
}
