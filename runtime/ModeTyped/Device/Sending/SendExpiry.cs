namespace ModeTyped.Device;

/// <summary>The deadlines of an outbox's sends, on one timer. Guarded by the outbox's lock.</summary>
internal sealed class SendExpiry : IDisposable
{
    /// <summary>How much later than its deadline a send may be told that it expired.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly TimeProvider _clock;
    private readonly Action _onDue;
    private ITimer? _timer;
    private long _next = long.MaxValue;
    private bool _disposed;

    /// <param name="clock">The clock.</param>
    /// <param name="onDue">Called, without the lock, when a deadline has passed.</param>
    public SendExpiry(TimeProvider clock, Action onDue)
    {
        _clock = clock;
        _onDue = onDue;
    }

    public void SetDeadline(PendingSend send, TimeSpan timeout)
    {
        double ticks = timeout.TotalSeconds * _clock.TimestampFrequency;
        send.Deadline = send.StartedAt + (long)Math.Clamp(ticks, 0, long.MaxValue / 4);
        if (send.Deadline >= _next) return;
        _next = send.Deadline;
        Arm();
    }

    /// <summary>Finds what is due now, and sets the timer for what is due next.</summary>
    public void FindDue(ReadOnlySpan<SendList> lists, List<PendingSend> due, long now)
    {
        _next = long.MaxValue;
        foreach (SendList list in lists)
        {
            for (PendingSend? send = list.First; send is not null; send = send.Next)
            {
                if (send.Deadline <= now) due.Add(send);
                else _next = Math.Min(_next, send.Deadline);
            }
        }

        if (_next != long.MaxValue) Arm();
    }

    public void Dispose()
    {
        _disposed = true;
        _timer?.Dispose();
    }

    private void Arm()
    {
        if (_disposed) return;
        TimeSpan due = _clock.GetElapsedTime(_clock.GetTimestamp(), _next);
        _timer ??= _clock.CreateTimer(
            static onDue => ((Action)onDue!)(), _onDue, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(due < Step ? Step : due > Longest ? Longest : due, Timeout.InfiniteTimeSpan);
    }
}
