namespace ModeTyped.Device;

/// <summary>The newest send of each event of which only the newest value matters. Guarded by the outbox's lock.</summary>
internal sealed class LatestSends
{
    private readonly Dictionary<string, PendingSend> _newest = new(StringComparer.Ordinal);

    public void Add(PendingSend send)
    {
        if (send.ReplaceKey is { } key) _newest[key] = send;
    }

    /// <summary>The one still unsent whose place this one takes; null where there is none.</summary>
    public PendingSend? Predecessor(PendingSend send) =>
        send.ReplaceKey is { } key
        && _newest.TryGetValue(key, out PendingSend? newest)
        && newest.State == SendState.Queued
        && newest.Connection == 0
        && newest != send
        && newest.QualityOfService == send.QualityOfService
        && newest.ReplaceKey == key
            ? newest
            : null;
}
