namespace ModeTyped.Generator.Model;

/// <summary>A type whose JSON is left to code of the user's.</summary>
/// <param name="Type">The type.</param>
/// <param name="Kind">What <paramref name="Source"/> is.</param>
/// <param name="Source">The converter or the context, from <c>global::</c>.</param>
/// <param name="Options">The expression of the options that a converter gets; null for a context, which has its own.</param>
internal sealed record ConverterSpec(TypeRef Type, ConverterKind Kind, string Source, string? Options) : PayloadSpec(Type);

/// <summary>What reads and writes a type that no generated code does.</summary>
internal enum ConverterKind
{
    /// <summary>A <c>JsonConverter&lt;T&gt;</c>.</summary>
    Converter,

    /// <summary>A type derived from <c>JsonStringEnumConverter&lt;T&gt;</c>, which makes the converter.</summary>
    EnumFactory,

    /// <summary>A <c>JsonSerializerContext</c>.</summary>
    Context,
}
