namespace ModeTyped;

/// <summary>The type of one key of the Device Data Proxy. Implemented by generated code; not meant to be implemented by hand.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IModeData<TSelf> : IModeDataValue<TSelf>
    where TSelf : class, IModeData<TSelf>;
