namespace ModeTyped.Mqtt;

/// <summary>Closes a connection that is dead and pings one that is silent, by one timer. Thread safe.</summary>
internal sealed class MqttWatchdog : IDisposable
{
    private readonly object _gate = new();
    private readonly IMqttWatched _watched;
    private readonly MqttLinkOptions _options;
    private readonly TimeProvider _time;
    private readonly MqttLiveness _liveness;
    private readonly long _responseTimeout;
    private readonly ITimer _timer;
    private long _timerDue = long.MaxValue;

    /// <summary>Watches from the first <see cref="Check"/> on.</summary>
    public MqttWatchdog(IMqttWatched watched, MqttLinkOptions options)
    {
        _watched = watched;
        _options = options;
        _time = options.TimeProvider;
        _responseTimeout = Units(options.ResponseTimeout);
        _liveness = new MqttLiveness(Units(options.KeepAlive), _time.GetTimestamp());
        _timer = _time.CreateTimer(
            static watchdog => ((MqttWatchdog)watchdog!).Check(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Bytes were received.</summary>
    public void OnReceived()
    {
        if (_liveness.OnReceived(_time.GetTimestamp())) Check();
    }

    /// <summary>The socket took whole packets.</summary>
    public void OnSent(long timestamp, bool withPing)
    {
        _liveness.OnSent(timestamp, withPing);
        if (_watched.InFlightSince is { } since) SetTimer(since + _responseTimeout, timestamp);
    }

    /// <summary>The socket took a part of a large packet.</summary>
    public void OnProgress() => _liveness.OnProgress(_time.GetTimestamp());

    /// <summary>Judges the connection and sets the timer for the next time.</summary>
    public void Check()
    {
        lock (_gate) _timerDue = long.MaxValue;
        long now = _time.GetTimestamp();
        long? unanswered = _watched.InFlightSince + _responseTimeout;
        if (now >= unanswered)
        {
            _watched.Close(MqttCloseReason.ResponseTimeout, $"An acknowledgement did not come within {_options.ResponseTimeout}.");
            return;
        }

        switch (_liveness.Check(now, out long next))
        {
            case MqttLiveness.Verdict.Dead:
                _watched.Close(MqttCloseReason.KeepAliveTimeout, $"Nothing came for 1.5 times the keep-alive of {_options.KeepAlive}.");
                return;
            case MqttLiveness.Verdict.PingDue:
                _watched.Ping();
                break;
        }

        SetTimer(Math.Min(next, unanswered ?? long.MaxValue), now);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Makes the timer fire then, unless it fires earlier already.</summary>
    private void SetTimer(long due, long now)
    {
        lock (_gate)
        {
            if (due >= _timerDue) return;
            _timerDue = due;
            double milliseconds = Math.Ceiling(Math.Max(0, due - now) * 1000.0 / _time.TimestampFrequency);
            _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
        }
    }

    private long Units(TimeSpan duration) => (long)(duration.TotalSeconds * _time.TimestampFrequency);
}
