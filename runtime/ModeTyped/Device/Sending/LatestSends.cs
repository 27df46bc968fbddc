namespace ModeTyped.Device;

/// <summary>The newest send of each event of which only the newest value matters. Guarded by the outbox's lock.</summary>
internal sealed class LatestSends
{
    private Dictionary<string, PendingSend>? _newest;

    public void Add(PendingSend send)
    {
        if (send.ReplaceKey is not { } key) return;
        _newest ??= new(StringComparer.Ordinal);
        _newest[key] = send;
    }

    /// <summary>The one still unsent whose place this one takes; null where there is none.</summary>
    public PendingSend? Predecessor(PendingSend send) =>
        send.ReplaceKey is { } key
        && _newest is not null
        && _newest.TryGetValue(key, out PendingSend? newest)
        && newest.State == SendState.Queued
        && newest.Connection == 0
        && newest != send
        && newest.QualityOfService == send.QualityOfService
        && newest.ReplaceKey == key
            ? newest
            : null;
}
