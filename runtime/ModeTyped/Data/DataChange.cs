namespace ModeTyped;

/// <summary>A change of a value in the Device Data Proxy. Immutable.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Key">The key.</param>
/// <param name="Id">For a key of a family, the rest of the key; else empty.</param>
/// <param name="Old">The value before, or null where there was none.</param>
/// <param name="New">The value now, or null where it was deleted.</param>
/// <param name="Cause">Why it changed.</param>
public sealed record DataChange<T>(string Key, string Id, T? Old, T? New, DataChangeCause Cause)
    where T : class;
