using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>The runtime's types that parsing looks for, by metadata name.</summary>
internal static class KnownTypes
{
    public const string ModeJsonAttribute = "ModeTyped.ModeJsonAttribute";
    public const string ModeJsonContextAttribute = "ModeTyped.ModeJsonContextAttribute";
    public const string ModeEventAttribute = "ModeTyped.ModeEventAttribute";
    public const string ModeCommandAttribute = "ModeTyped.ModeCommandAttribute";
    public const string BulkLabelAttribute = "ModeTyped.BulkLabelAttribute";
    public const string ModeDataAttribute = "ModeTyped.ModeDataAttribute";

    /// <summary>Without its namespace, as are the others.</summary>
    public const string BulkExchange = "IBulkExchange`2";
    public const string BulkData = "IBulkData`1";
    public const string BulkEncoder = "IBulkEncoder`1";

    /// <summary>Whether a type is one of these, without writing out its name where another would do.</summary>
    public static bool Is(INamedTypeSymbol? type, string metadataName) =>
        type is { ContainingType: null, ContainingNamespace: { Name: "ModeTyped", ContainingNamespace.IsGlobalNamespace: true } }
        && metadataName.Length == "ModeTyped.".Length + type.Name.Length
        && metadataName.EndsWith(type.Name, StringComparison.Ordinal);
}
