using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses the JSON form of an annotated type.</summary>
internal static class PayloadGraphParser
{
    public static PayloadGraph Parse(INamedTypeSymbol root, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string name = root.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        string codec = name.Substring("global::".Length).Replace('.', '_').Replace("@", "") + "Codec";
        var type = new TypeRef(name, "global::ModeTyped.Generated." + codec);
        return new PayloadGraph(type, [new PayloadSpec(type)]);
    }
}
