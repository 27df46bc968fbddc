using System.Text.Json.Serialization;

namespace ModeTyped;

/// <summary>
/// Changes the JSON options of payloads: for a whole assembly, for the contract within a containing type, or for one
/// annotated type. What an inner attribute leaves out comes from the outer ones, and in the end from the reference
/// options. The options are fixed when the project is built; nothing changes them at run time.
/// </summary>
/// <remarks>The properties are those of <see cref="JsonSourceGenerationOptionsAttribute"/> that hold for payloads.</remarks>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class ModeJsonAttribute : Attribute
{
    /// <summary>
    /// How property names come from C# names; <see cref="JsonKnownNamingPolicy.Unspecified"/> keeps them as they are.
    /// The default is <see cref="JsonKnownNamingPolicy.CamelCase"/>.
    /// </summary>
    public JsonKnownNamingPolicy PropertyNamingPolicy { get; set; } = JsonKnownNamingPolicy.CamelCase;

    /// <summary>
    /// Whether enums are written as names rather than numbers. True by default. A <see cref="JsonConverterAttribute"/> on
    /// a member goes before it, and one on the enum where this is false.
    /// </summary>
    public bool UseStringEnumConverter { get; set; } = true;

    /// <summary>
    /// When members without a <see cref="JsonIgnoreAttribute"/> are left out. The default is
    /// <see cref="JsonIgnoreCondition.Never"/>; <see cref="JsonIgnoreCondition.Always"/> is not accepted.
    /// </summary>
    public JsonIgnoreCondition DefaultIgnoreCondition { get; set; }

    /// <summary>Whether numbers may stand in strings. The default is <see cref="JsonNumberHandling.Strict"/>.</summary>
    public JsonNumberHandling NumberHandling { get; set; }

    /// <summary>
    /// What happens to a received property that no member takes. The default is
    /// <see cref="JsonUnmappedMemberHandling.Skip"/>, so that the cloud can add to a command what an older device ignores.
    /// </summary>
    public JsonUnmappedMemberHandling UnmappedMemberHandling { get; set; }

    /// <summary>Whether of several properties of one name the last counts, rather than their being refused. True by default.</summary>
    public bool AllowDuplicateProperties { get; set; } = true;
}
