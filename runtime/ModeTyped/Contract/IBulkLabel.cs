namespace ModeTyped;

/// <summary>
/// A bulk data label. Implemented by generated code for every type with <see cref="BulkLabelAttribute"/>; not meant to
/// be implemented by hand.
/// </summary>
/// <typeparam name="TSelf">The label type itself.</typeparam>
public interface IBulkLabel<TSelf>
    where TSelf : IBulkLabel<TSelf>
{
    /// <summary>What the annotation says of the label.</summary>
    static abstract BulkLabelInfo Info { get; }
}
