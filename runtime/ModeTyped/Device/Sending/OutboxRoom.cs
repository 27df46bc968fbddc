namespace ModeTyped.Device;

/// <summary>How full the outbox is of accepted messages. Guarded by the outbox's lock.</summary>
internal sealed class OutboxRoom(OutboxOptions options, DeviceTelemetry telemetry)
{
    private int _count;
    private long _bytes;

    public bool IsEmpty => _count == 0;

    /// <summary>Whether a message fits, with or in the place of another.</summary>
    public bool Fits(PendingSend send, PendingSend? replaced) =>
        _count - (replaced is null ? 0 : 1) < options.MaxMessages
        && _bytes - (replaced?.Length ?? 0) + send.Length <= options.MaxBytes;

    public void Take(PendingSend send) => Count(1, send.Length);

    public void Free(PendingSend send) => Count(-1, -send.Length);

    private void Count(int messages, long bytes)
    {
        _count += messages;
        _bytes += bytes;
        telemetry.Kept(messages, bytes);
    }
}
