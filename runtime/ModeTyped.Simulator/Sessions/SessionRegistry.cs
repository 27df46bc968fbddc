namespace ModeTyped.Simulator;

/// <summary>The sessions that are live. Thread safe.</summary>
internal sealed class SessionRegistry
{
    private readonly Lock _gate = new();
    private readonly HashSet<DeviceSession> _all = [];
    private readonly Dictionary<ulong, List<DeviceSession>> _byDevice = [];

    /// <summary>Set whenever a session is accepted, ends, subscribes or unsubscribes.</summary>
    public Signal Changed { get; } = new();

    /// <summary>Adds a connection whose device is not known yet.</summary>
    public void Open(DeviceSession session)
    {
        lock (_gate) _all.Add(session);
    }

    /// <summary>Adds a session to those of its device.</summary>
    public void Identify(DeviceSession session)
    {
        lock (_gate)
        {
            if (!_byDevice.TryGetValue(session.DeviceId, out List<DeviceSession>? sessions))
                _byDevice.Add(session.DeviceId, sessions = []);
            sessions.Add(session);
        }

        Changed.Set();
    }

    public void Close(DeviceSession session)
    {
        lock (_gate)
        {
            _all.Remove(session);
            if (_byDevice.TryGetValue(session.DeviceId, out List<DeviceSession>? sessions)
                && sessions.Remove(session) && sessions.Count == 0)
            {
                _byDevice.Remove(session.DeviceId);
            }
        }

        Changed.Set();
    }

    public IReadOnlyList<DeviceSession> Of(ulong deviceId)
    {
        lock (_gate) return _byDevice.TryGetValue(deviceId, out List<DeviceSession>? sessions) ? [.. sessions] : [];
    }

    public IReadOnlyList<DeviceSession> All()
    {
        lock (_gate) return [.. _all];
    }

    /// <summary>Sends a message to each session of a device that is subscribed to its topic.</summary>
    public void Publish(ulong deviceId, string topic, byte[] payload, DeviceSession? except = null)
    {
        byte[]? packet = null;
        foreach (DeviceSession session in Of(deviceId))
        {
            if (session != except && session.IsSubscribedTo(topic)) session.Send(packet ??= ServerPackets.Publish(topic, payload));
        }
    }
}
