using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>Where a type stands: its namespace and the partial types around it.</summary>
/// <param name="Namespace">Dotted; empty for the global namespace.</param>
/// <param name="Types">The containing types, outermost first.</param>
internal sealed record ContainerSpec(string Namespace, EquatableArray<TypeDeclaration> Types)
{
    /// <summary>The metadata name of the innermost containing type; the namespace where there is none.</summary>
    public string MetadataName
    {
        get
        {
            string name = Namespace;
            for (int i = 0; i < Types.Count; i++)
                name = i > 0 ? name + "+" + Types[i].Name : Join(name, Types[i].Name);
            return name;
        }
    }

    /// <summary>The metadata name of a type that stands here.</summary>
    public string MetadataNameOf(string name) => Types.IsEmpty ? Join(Namespace, name) : MetadataName + "+" + name;

    private static string Join(string @namespace, string name) => @namespace.Length == 0 ? name : @namespace + "." + name;
}
