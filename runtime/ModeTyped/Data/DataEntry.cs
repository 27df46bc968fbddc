namespace ModeTyped.Data;

/// <summary>
/// What the device knows of one key: the cloud's word, and over it at most two writes of its own: one on its way, and a
/// later one that waits for it. A key that the cloud deleted stays as a tombstone, so that a late older set cannot
/// bring it back.
/// </summary>
internal sealed class DataEntry(string key)
{
    public string Key { get; } = key;

    /// <summary>The value that the cloud is known to have; null for none.</summary>
    public DataValue? Cloud { get; set; }

    /// <summary>The revision of the store at which <see cref="Cloud"/> was told.</summary>
    public long Revision { get; set; }

    /// <summary>When <see cref="Cloud"/> was written by the cloud's clock, where it said so.</summary>
    public DateTimeOffset? ModificationTime { get; set; }

    public DataWrite? InFlight { get; set; }

    public DataWrite? Waiting { get; set; }

    public bool IsPending => (Waiting ?? InFlight) is not null;

    /// <summary>The value that the device shows; null for none.</summary>
    public DataValue? Visible => (Waiting ?? InFlight) is { } write ? write.Value : Cloud;
}
