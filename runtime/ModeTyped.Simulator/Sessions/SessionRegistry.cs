namespace ModeTyped.Simulator.Sessions;

/// <summary>The sessions that are live. Thread safe.</summary>
internal sealed class SessionRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, List<DeviceSession>> _sessions = [];

    /// <summary>Set whenever a session begins, ends, subscribes or unsubscribes.</summary>
    public Signal Changed { get; } = new();

    public void Add(DeviceSession session)
    {
        lock (_gate)
        {
            if (!_sessions.TryGetValue(session.DeviceId, out List<DeviceSession>? sessions))
                _sessions.Add(session.DeviceId, sessions = []);
            sessions.Add(session);
        }

        Changed.Set();
    }

    public void Remove(DeviceSession session)
    {
        lock (_gate)
        {
            if (_sessions.TryGetValue(session.DeviceId, out List<DeviceSession>? sessions) && sessions.Remove(session)
                && sessions.Count == 0)
            {
                _sessions.Remove(session.DeviceId);
            }
        }

        Changed.Set();
    }

    /// <summary>The sessions of one device.</summary>
    public IReadOnlyList<DeviceSession> Of(ulong deviceId)
    {
        lock (_gate) return _sessions.TryGetValue(deviceId, out List<DeviceSession>? sessions) ? [.. sessions] : [];
    }

    /// <summary>All sessions.</summary>
    public IReadOnlyList<DeviceSession> All()
    {
        lock (_gate) return [.. _sessions.Values.SelectMany(sessions => sessions)];
    }
}
