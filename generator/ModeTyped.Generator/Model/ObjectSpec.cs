using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>A class, record or struct that is a JSON object.</summary>
/// <param name="Type">The type.</param>
/// <param name="Members">The members in the order of writing.</param>
/// <param name="Parameters">What the constructor takes, in its order.</param>
/// <param name="Creation">How reading makes a value.</param>
/// <param name="ExtensionData">The member that takes what no other does.</param>
/// <param name="Callbacks">What the type wants to be told of.</param>
/// <param name="RefusesUnmapped">Whether reading fails at a property that no member takes.</param>
/// <param name="RefusesDuplicates">Whether reading fails at a property that came before.</param>
/// <param name="IgnoredNames">The JSON names of members that are left out, which are not unmapped for all that.</param>
/// <param name="UnsetNames">The members in C# that an object initializer must set though JSON does not.</param>
/// <param name="Discriminator">For one of several derived types and for their base, the property that tells them apart.</param>
internal sealed record ObjectSpec(
    TypeRef Type,
    EquatableArray<MemberSpec> Members,
    EquatableArray<ParameterSpec> Parameters,
    ObjectCreation Creation,
    ExtensionDataSpec? ExtensionData,
    ObjectCallbacks Callbacks,
    bool RefusesUnmapped,
    bool RefusesDuplicates,
    EquatableArray<string> IgnoredNames,
    EquatableArray<string> UnsetNames,
    DiscriminatorSpec? Discriminator) : PayloadSpec(Type);
