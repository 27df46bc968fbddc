namespace ModeTyped;

/// <summary>What the annotation of a data type says. Immutable; one instance per type.</summary>
/// <param name="Key">The key, or what all keys of a family begin with.</param>
/// <param name="IsFamily">Whether the type stands for a family of keys.</param>
/// <param name="ConfigurationSchema">The type as a parameter set of MODE's Device Configuration Schema, in JSON.</param>
public sealed record ModeDataInfo(string Key, bool IsFamily, string ConfigurationSchema);
