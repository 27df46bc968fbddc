namespace ModeTyped;

/// <summary>
/// The type of a family of keys of the Device Data Proxy: all that begin alike, told apart by the rest. Implemented by
/// generated code; not meant to be implemented by hand.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IModeDataFamily<TSelf> : IModeDataValue<TSelf>
    where TSelf : class, IModeDataFamily<TSelf>;
