namespace ModeTyped;

/// <summary>What the annotation of a data type says. Immutable; one instance per type.</summary>
/// <param name="Key">The key, or what all keys of a family begin with.</param>
/// <param name="IsFamily">Whether the type stands for a family of keys.</param>
/// <param name="ConfigurationSchema">
/// The type as a parameter set of MODE's Device Configuration Schema, in JSON: its members as parameters, with what their
/// annotations say. The schema of a firmware component is the array of its sets.
/// (https://dev.tinkermode.com/platform/how-to/device-configuration-schema) Of a family, <c>repeatable</c> is true and
/// <c>keyName</c> is what its keys begin with.
/// </param>
public sealed record ModeDataInfo(string Key, bool IsFamily, string ConfigurationSchema)
{
    /// <summary>What the annotation of a type says.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public static ModeDataInfo Of<T>()
        where T : class, IModeDataValue<T> => T.Info;
}
