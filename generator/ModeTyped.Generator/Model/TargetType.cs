namespace ModeTyped.Generator.Model;

/// <summary>An annotated type.</summary>
/// <param name="FullName">The type as generated code names it, from <c>global::</c> on.</param>
/// <param name="Declaration">The part that generated code adds.</param>
/// <param name="Container">Where the type stands.</param>
internal sealed record TargetType(string FullName, TypeDeclaration Declaration, ContainerSpec Container)
{
    /// <summary>The simple name, without <c>@</c>.</summary>
    public string Name => Declaration.Name;

    /// <summary>The name in metadata, which no other type of the assembly has.</summary>
    public string MetadataName => Container.MetadataNameOf(Name);
}
