namespace ModeTyped.Device;

/// <summary>
/// How fast the device may send, as a token bucket. MODE ends the session of a device that sends more than 600 messages
/// in a minute. A bucket that holds a twelfth of the limit and refills at five sixths of it per minute passes the limit
/// in no window of 66 seconds, so six seconds of messages that the network held back and delivered at once do no harm.
/// Not safe from several threads.
/// </summary>
internal sealed class SendBudget
{
    private const int SlotSeconds = 5;

    private readonly TimeProvider _clock;
    private readonly int _capacity;
    private readonly long _ticksPerToken;
    private readonly int[] _slots = new int[60 / SlotSeconds];
    private readonly long _startedAt;
    private long _currentSlot;
    private long _fullAt;

    /// <param name="perMinute">The most messages in a minute; null for no limit.</param>
    /// <param name="clock">The clock.</param>
    public SendBudget(int? perMinute, TimeProvider clock)
    {
        _clock = clock;
        _startedAt = clock.GetTimestamp();
        _fullAt = _startedAt;
        if (perMinute is not { } limit) return;
        _capacity = Math.Max(1, limit / 12);
        _ticksPerToken = (long)Math.Ceiling(clock.TimestampFrequency * 60.0 / Math.Max(1, limit * 5 / 6.0));
    }

    /// <summary>How many messages were sent in the last minute, give or take five seconds.</summary>
    public int LastMinute
    {
        get
        {
            Turn();
            return _slots.Sum();
        }
    }

    /// <summary>Takes leave to send one message, or tells how long until there is.</summary>
    public bool TryTake(out TimeSpan wait)
    {
        wait = default;
        long now = _clock.GetTimestamp();
        if (_capacity > 0)
        {
            // The bucket is kept as the moment when it will be full again: one token less is one refill later.
            long fullAt = Math.Max(_fullAt, now) + _ticksPerToken;
            long excess = fullAt - now - _capacity * _ticksPerToken;
            if (excess > 0)
            {
                wait = TimeSpan.FromSeconds(Math.Max(0.001, (double)excess / _clock.TimestampFrequency));
                return false;
            }

            _fullAt = fullAt;
        }

        Turn();
        _slots[_currentSlot % _slots.Length]++;
        return true;
    }

    private void Turn()
    {
        long slot = (_clock.GetTimestamp() - _startedAt) / (_clock.TimestampFrequency * SlotSeconds);
        if (slot == _currentSlot) return;
        long passed = Math.Min(slot - _currentSlot, _slots.Length);
        for (long i = 1; i <= passed; i++) _slots[(_currentSlot + i) % _slots.Length] = 0;
        _currentSlot = slot;
    }
}
