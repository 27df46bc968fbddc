namespace ModeTyped.Generator.Model;

/// <summary>A dictionary that is a JSON object.</summary>
/// <param name="Type">The type.</param>
/// <param name="Key">The key type: a primitive or an enum.</param>
/// <param name="Value">The value type.</param>
/// <param name="Create">How to make it from the <c>Dictionary</c> named <c>entries</c>.</param>
/// <param name="Collected">The type that collects the entries, with a set indexer; null for a <c>Dictionary</c>.</param>
/// <param name="RefusesDuplicates">Whether reading fails at a key that came before.</param>
internal sealed record DictionarySpec(
    TypeRef Type,
    TypeRef Key,
    TypeRef Value,
    string Create,
    string? Collected,
    bool RefusesDuplicates) : PayloadSpec(Type);
