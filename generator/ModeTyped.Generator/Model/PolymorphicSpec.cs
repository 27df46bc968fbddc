using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>A type whose values may be of derived types, told apart by a property of the JSON.</summary>
/// <param name="Type">The base type.</param>
/// <param name="Discriminator">The name of the property.</param>
/// <param name="Base">The base's own codec, from <c>global::</c>, for values of the very type; null where there are none.</param>
/// <param name="DerivedTypes">The derived types, in the order of their declaration.</param>
/// <param name="Unknown">How values of other types are written.</param>
/// <param name="IgnoresUnknownDiscriminators">Whether a discriminator that is not known is read as the base.</param>
internal sealed record PolymorphicSpec(
    TypeRef Type,
    string Discriminator,
    string? Base,
    EquatableArray<DerivedTypeSpec> DerivedTypes,
    UnknownDerivedType Unknown,
    bool IgnoresUnknownDiscriminators) : PayloadSpec(Type);

/// <summary>A derived type.</summary>
/// <param name="FullName">The type, from <c>global::</c>.</param>
/// <param name="Codec">The codec that writes it with its discriminator, and reads what follows that, from <c>global::</c>.</param>
/// <param name="Text">Its discriminator where that is a string.</param>
/// <param name="Number">Its discriminator where that is a number; without either it is only written.</param>
/// <param name="Depth">How many types it derives from.</param>
internal sealed record DerivedTypeSpec(string FullName, string Codec, string? Text, int? Number, int Depth);

/// <summary>How values of derived types that were not declared are written, with the values of <c>JsonUnknownDerivedTypeHandling</c>.</summary>
internal enum UnknownDerivedType
{
    Fail = 0,
    AsBase = 1,
    AsNearestAncestor = 2,
}
