namespace ModeTyped.Simulator;

/// <summary>
/// What goes wrong. Everything is well until set; each setting takes effect at once, for the connections that are there
/// and those that come, and may be changed from any thread.
/// </summary>
public sealed class Faults
{
    private readonly Action _outageBegan;
    private volatile bool _outage;
    private volatile bool _serverUnavailable;
    private volatile bool _halfOpen;
    private volatile bool _publishBeforeSubAck;
    private volatile Func<ReceivedMessage, Acknowledgement>? _acknowledge;
    private volatile Func<string, bool>? _refuseSubscription;
    private volatile RestFailure? _restFailure;
    private long _readDelayTicks;

    internal Faults(Action outageBegan) => _outageBegan = outageBegan;

    /// <summary>Whether MODE is away: every connection is reset, and so is each new one.</summary>
    public bool Outage
    {
        get => _outage;
        set
        {
            _outage = value;
            if (value) _outageBegan();
        }
    }

    /// <summary>Whether each CONNECT is refused as "server unavailable" (CONNACK 3).</summary>
    public bool ServerUnavailable
    {
        get => _serverUnavailable;
        set => _serverUnavailable = value;
    }

    /// <summary>Whether every connection, new ones too, is open and dead (<see cref="ConnectionBreak.HalfOpen"/>).</summary>
    public bool HalfOpen
    {
        get => _halfOpen;
        set => _halfOpen = value;
    }

    /// <summary>
    /// Whether messages for a new subscription come before its SUBACK, as MQTT 3.1.1 allows (section 3.8.4): a device
    /// that subscribes to its data is sent the reload first.
    /// </summary>
    public bool PublishBeforeSubAck
    {
        get => _publishBeforeSubAck;
        set => _publishBeforeSubAck = value;
    }

    /// <summary>Decides how each QoS 1 message is acknowledged, before the message is recorded; null acknowledges all promptly.
    /// Called on the connection's loop, so it must not block; where it throws, the session ends and the exception is logged.</summary>
    public Func<ReceivedMessage, Acknowledgement>? Acknowledge
    {
        get => _acknowledge;
        set => _acknowledge = value;
    }

    /// <summary>Decides by topic which subscriptions are refused (SUBACK 0x80) though the device may have them; null
    /// refuses none. Called as <see cref="Acknowledge"/> is.</summary>
    public Func<string, bool>? RefuseSubscription
    {
        get => _refuseSubscription;
        set => _refuseSubscription = value;
    }

    /// <summary>How long each connection waits before each read, so that a device which sends fast meets back-pressure;
    /// zero reads at once. By <see cref="ModeSimulatorOptions.TimeProvider"/>.</summary>
    public TimeSpan ReadDelay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _readDelayTicks));
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            Interlocked.Exchange(ref _readDelayTicks, value.Ticks);
        }
    }

    /// <summary>How every REST call fails; null lets them through.</summary>
    public RestFailure? RestFailure
    {
        get => _restFailure;
        set => _restFailure = value;
    }
}
