namespace ModeTyped.Generator.Model;

/// <summary>A type where JSON meets it, and what reads and writes its values.</summary>
/// <param name="FullName">The type in C#, from <c>global::</c>; for a nullable value the type without its question mark.</param>
/// <param name="IsReferenceType">Whether values may be null whatever the annotations say.</param>
/// <param name="IsNullableValue">Whether the type is a <c>Nullable&lt;T&gt;</c> of <paramref name="FullName"/>.</param>
/// <param name="Primitive">For what the runtime reads and writes itself, the end of the methods' names: <c>Int32</c>.</param>
/// <param name="Codec">For all else the generated codec class, from <c>global::</c>; it has the methods Read and Write. Empty for a primitive.</param>
/// <param name="Label">A short name, such as <c>ListSensor</c>, which other types may share.</param>
/// <param name="Numbers">For a number, whether it may stand in a string.</param>
/// <param name="RefusesDuplicates">For any JSON, whether no object within may have a property twice.</param>
internal sealed record TypeRef(
    string FullName,
    bool IsReferenceType,
    bool IsNullableValue,
    string? Primitive,
    string Codec,
    string Label,
    NumberHandling Numbers = NumberHandling.Strict,
    bool RefusesDuplicates = false)
{
    /// <summary>The type as a variable that may lack a value is declared.</summary>
    public string NullableName => IsReferenceType || IsNullableValue ? FullName + "?" : FullName;

    /// <summary>The codec's name within the namespace that all codecs of a contract share.</summary>
    public string CodecName => Codec.Substring(Codec.LastIndexOf('.') + 1);
}
