using System.Collections.Concurrent;

namespace ModeTyped.Simulator;

/// <summary>Counts what each device sent within the last minute. Thread safe.</summary>
internal sealed class SendRate(int? maxPerMinute, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ulong, Queue<long>> _sends = new();

    /// <summary>Counts one send; returns false, with the time until there is room again, where it is one too many.</summary>
    public bool TryCount(ulong deviceId, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        if (maxPerMinute is not { } max) return true;

        Queue<long> sends = _sends.GetOrAdd(deviceId, static _ => new Queue<long>());
        lock (sends)
        {
            long now = time.GetTimestamp();
            while (sends.TryPeek(out long oldest) && time.GetElapsedTime(oldest, now) >= Window) sends.Dequeue();
            if (sends.Count >= max)
            {
                retryAfter = sends.TryPeek(out long first) ? Window - time.GetElapsedTime(first, now) : Window;
                return false;
            }

            sends.Enqueue(now);
            return true;
        }
    }
}
