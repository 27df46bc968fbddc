namespace ModeTyped.Generator.Model;

/// <summary>A dictionary that is a JSON object.</summary>
/// <param name="Type">The type.</param>
/// <param name="Key">The key type.</param>
/// <param name="Value">The value type.</param>
/// <param name="Create">How to make it from the <c>Dictionary</c> named <c>entries</c>.</param>
internal sealed record DictionarySpec(TypeRef Type, TypeRef Key, TypeRef Value, string Create) : PayloadSpec(Type);
