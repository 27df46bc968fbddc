namespace ModeTyped.Mqtt;

/// <summary>
/// Judges whether the peer lives. Only what was received counts as a sign of life, since a dead link takes bytes for long;
/// there is one exception: while a large packet keeps a PINGREQ from being sent, its progress counts.
/// </summary>
internal sealed class MqttLiveness
{
    private readonly object _gate = new();
    private readonly long _keepAlive;
    private long _received;
    private long _sent;
    private long _progress;
    private bool _pingQueued;
    private bool _answerAwaited;

    /// <param name="keepAlive">The keep-alive, in the clock's timestamp units.</param>
    /// <param name="timestamp">Now.</param>
    public MqttLiveness(long keepAlive, long timestamp)
    {
        _keepAlive = keepAlive;
        _received = _sent = _progress = timestamp;
    }

    public enum Verdict
    {
        Alive,
        PingDue,
        Dead,
    }

    /// <returns>Whether that was the answer to a ping, so that the next check is due later than it was.</returns>
    public bool OnReceived(long timestamp)
    {
        lock (_gate)
        {
            _received = timestamp;
            bool wasAwaited = _answerAwaited;
            _answerAwaited = false;
            return wasAwaited;
        }
    }

    /// <summary>The socket took whole packets.</summary>
    public void OnSent(long timestamp, bool withPing)
    {
        lock (_gate)
        {
            _sent = timestamp;
            if (!withPing) return;
            _progress = timestamp;
            _pingQueued = false;
        }
    }

    /// <summary>The socket took a part of a large packet.</summary>
    public void OnProgress(long timestamp)
    {
        lock (_gate)
        {
            if (_pingQueued) _progress = timestamp;
        }
    }

    /// <summary>Judges; on <see cref="Verdict.PingDue"/> the caller queues a PINGREQ.</summary>
    /// <param name="timestamp">Now.</param>
    /// <param name="next">When to judge again.</param>
    public Verdict Check(long timestamp, out long next)
    {
        lock (_gate)
        {
            next = long.MaxValue;
            long dead = Math.Max(_received + _keepAlive + (_keepAlive / 2), _progress + (_keepAlive / 2));
            if (timestamp >= dead) return Verdict.Dead;

            var verdict = Verdict.Alive;
            if (timestamp >= PingDue())
            {
                _pingQueued = _answerAwaited = true;
                verdict = Verdict.PingDue;
            }

            next = Math.Min(dead, PingDue());
            return verdict;
        }
    }

    /// <summary>
    /// A server ends a connection on which nothing was sent for 1.5 times the keep-alive, so silence in either direction
    /// calls for a ping.
    /// </summary>
    private long PingDue() => Math.Min(
        _answerAwaited ? long.MaxValue : _received + _keepAlive,
        _pingQueued ? long.MaxValue : _sent + _keepAlive);
}
