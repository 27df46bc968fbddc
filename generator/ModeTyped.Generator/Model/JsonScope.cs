namespace ModeTyped.Generator.Model;

/// <summary>Annotated types of an assembly whose JSON follows the same attributes, so that they share their codecs.</summary>
/// <param name="Namespace">The namespace of the codecs.</param>
/// <param name="Settings">The options.</param>
internal sealed record JsonScope(string Namespace, JsonSettings Settings)
{
    /// <summary>The options that converters of the user's get.</summary>
    public string Options => $"global::{Namespace}.ConverterOptions.Value";
}
