namespace ModeTyped.Generator.Model;

/// <summary>What the file of a data type needs.</summary>
/// <param name="Type">The data type.</param>
/// <param name="Key">The key, or what the keys of a family begin with.</param>
/// <param name="IsFamily">Whether it stands for a family of keys.</param>
/// <param name="Configuration">The type in MODE's Device Configuration Schema.</param>
/// <param name="Codec">The class that reads and writes the value's JSON.</param>
/// <param name="Rules">The class that checks a value, from <c>global::</c>; null where its members have no rules.</param>
internal sealed record DataSpec(
    TargetType Type,
    string Key,
    bool IsFamily,
    ConfigurationSpec Configuration,
    string Codec,
    string? Rules);
