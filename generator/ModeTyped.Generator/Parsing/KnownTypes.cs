namespace ModeTyped.Generator.Parsing;

/// <summary>The runtime's types that parsing looks for, by metadata name.</summary>
internal static class KnownTypes
{
    public const string ModeEventAttribute = "ModeTyped.ModeEventAttribute";
    public const string ModeCommandAttribute = "ModeTyped.ModeCommandAttribute";
    public const string BulkLabelAttribute = "ModeTyped.BulkLabelAttribute";
    public const string ModeDataAttribute = "ModeTyped.ModeDataAttribute";

    /// <summary>Without its namespace, as are the others.</summary>
    public const string BulkExchange = "IBulkExchange`2";
    public const string BulkData = "IBulkData`1";
    public const string BulkEncoder = "IBulkEncoder`1";
}
