using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>A parameter set of MODE's Device Configuration Schema, in the schema's terms.</summary>
internal sealed record ConfigurationSpec(
    string Name,
    string? Description,
    bool Repeatable,
    string KeyName,
    EquatableArray<ConfigurationParameter> Parameters);

/// <summary>A parameter of a set. The default, the limits and the values of options are JSON.</summary>
internal sealed record ConfigurationParameter(
    string Key,
    string Type,
    bool Required,
    string Label,
    string? Description,
    string? DefaultValue,
    EquatableArray<ConfigurationOption> Options,
    string? Min,
    string? Max,
    string? Regex);

/// <summary>One of the values that a parameter can have.</summary>
internal sealed record ConfigurationOption(string Label, string Value);
