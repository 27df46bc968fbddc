namespace ModeTyped.TestSupport;

/// <summary>
/// A clock that moves only by <see cref="Advance"/>. Timers fire on the advancing thread, one by one in the order of their
/// due times (and of their creation where those are equal), each at its own moment. Advancing allocates nothing. Thread safe.
/// </summary>
public sealed class VirtualTimeProvider : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<VirtualTimer> _timers = [];
    private DateTimeOffset _start;
    private TimeSpan _elapsed;
    private long _firedTimers;
    private TaskCompletionSource? _changed;
    private TaskCompletionSource? _read;

    public VirtualTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public VirtualTimeProvider(DateTimeOffset start) => _start = start;

    /// <summary>The time that passed since the clock was made.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate) return _elapsed;
        }
    }

    /// <summary>How many timers there are, set or not: what was not disposed.</summary>
    public int TimerCount
    {
        get
        {
            lock (_gate) return _timers.Count;
        }
    }

    /// <summary>How often a timer has fired.</summary>
    public long FiredTimers
    {
        get
        {
            lock (_gate) return _firedTimers;
        }
    }

    /// <summary>The time until the next timer fires; null where none is set.</summary>
    public TimeSpan? NextTimer
    {
        get
        {
            lock (_gate) return Next()?.Due - _elapsed;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp()
    {
        long timestamp = Elapsed.Ticks;
        Interlocked.Exchange(ref _read, null)?.TrySetResult();
        return timestamp;
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _start + _elapsed;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        lock (_gate) _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Sets what the time of day is, as somebody does who sets a clock: timers and timestamps go on as before.</summary>
    public void SetUtcNow(DateTimeOffset now)
    {
        lock (_gate) _start = now - _elapsed;
    }

    /// <summary>Moves the clock, firing every timer that falls due on the way, those set on the way included.</summary>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        TimeSpan end;
        lock (_gate) end = _elapsed + time;
        while (true)
        {
            VirtualTimer? timer;
            lock (_gate)
            {
                timer = Next();
                if (timer?.Due is not { } due || due > end)
                {
                    _elapsed = end;
                    return;
                }

                if (due > _elapsed) _elapsed = due;
                _firedTimers++;
                timer.Due = timer.Period is { } period ? due + period : null;
            }

            timer.Fire();
        }
    }

    /// <summary>Moves the clock step by step until a task is done that waits for the clock and for a real network.</summary>
    public async Task AdvanceUntilAsync(Task done, TimeSpan step, CancellationToken cancellationToken = default)
    {
        while (!done.IsCompleted)
        {
            Advance(step);

            // What is on its way through the network has neither a timer nor a signal: a real moment lets it arrive.
            await Task.Delay(1, cancellationToken);
        }
    }

    /// <summary>Completes once a timer is set that fires within the time, so that a test advances only then.</summary>
    public async Task WhenTimerIsDueWithinAsync(TimeSpan time, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (Next()?.Due - _elapsed <= time) return;
                _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Completes when somebody next asks for the timestamp. For one waiter at a time.</summary>
    public Task WhenReadAsync(CancellationToken cancellationToken = default)
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _read, read);
        return read.Task.WaitAsync(cancellationToken);
    }

    private VirtualTimer? Next()
    {
        VirtualTimer? next = null;
        foreach (VirtualTimer timer in _timers)
        {
            if (timer.Due is { } due && (next is null || due < next.Due)) next = timer;
        }

        return next;
    }

    private sealed class VirtualTimer(VirtualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan? Due { get; set; }

        public TimeSpan? Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            TaskCompletionSource? changed;
            lock (clock._gate)
            {
                if (!clock._timers.Contains(this)) return false;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._elapsed + dueTime;
                Period = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : period;
                changed = clock._changed;
                clock._changed = null;
            }

            changed?.SetResult();
            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                Due = null;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
