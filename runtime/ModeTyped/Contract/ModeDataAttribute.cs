namespace ModeTyped;

/// <summary>
/// Makes a partial class or record the type of a key of the Device Data Proxy, the key-value store that MODE's cloud keeps
/// for each device. The members of the type are the fields of the value.
/// </summary>
/// <param name="key">The key; not empty. One that ends with <c>*</c> names a family of keys, such as
/// <c>sensorModule*</c>: all that begin so, each with its own value of the type.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModeDataAttribute(string key) : Attribute
{
    /// <summary>The key, with the <c>*</c> of a family.</summary>
    public string Key { get; } = key;
}
