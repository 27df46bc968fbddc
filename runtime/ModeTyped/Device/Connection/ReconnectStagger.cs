using System.Runtime.CompilerServices;

namespace ModeTyped.Device;

/// <summary>
/// Spaces the reconnects of all devices in the process that share a clock, so that a gateway whose uplink comes back
/// does not open a thousand connections in one moment.
/// </summary>
internal sealed class ReconnectStagger(TimeProvider clock)
{
    /// <summary>Two hundred connections per second at most.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(5);

    private static readonly ConditionalWeakTable<TimeProvider, ReconnectStagger> ByClock = [];

    private readonly object _gate = new();
    private long _nextFree = clock.GetTimestamp();

    public static ReconnectStagger For(TimeProvider clock) =>
        ByClock.GetValue(clock, static clock => new ReconnectStagger(clock));

    /// <summary>Reserves the next free moment.</summary>
    /// <returns>How long it is until then; zero for at once.</returns>
    public TimeSpan Reserve()
    {
        lock (_gate)
        {
            long now = clock.GetTimestamp();
            long start = Math.Max(now, _nextFree);
            _nextFree = start + (long)(Spacing.TotalSeconds * clock.TimestampFrequency);
            return clock.GetElapsedTime(now, start);
        }
    }
}
