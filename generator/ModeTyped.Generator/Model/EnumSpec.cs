using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>An enum, as text or as a number.</summary>
/// <param name="Type">The type.</param>
/// <param name="Underlying">The primitive behind it, such as <c>Int32</c>.</param>
/// <param name="UnderlyingKeyword">The same in C#, such as <c>int</c>.</param>
/// <param name="IsText">Whether it is written as names.</param>
/// <param name="IsFlags">Whether values combine.</param>
/// <param name="Fields">The named values.</param>
internal sealed record EnumSpec(
    TypeRef Type,
    string Underlying,
    string UnderlyingKeyword,
    bool IsText,
    bool IsFlags,
    EquatableArray<EnumFieldSpec> Fields) : PayloadSpec(Type);
