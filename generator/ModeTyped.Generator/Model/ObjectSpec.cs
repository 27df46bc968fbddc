using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>A class, record or struct that is a JSON object.</summary>
/// <param name="Type">The type.</param>
/// <param name="Members">The members in the order of writing.</param>
/// <param name="Parameters">What the constructor takes, in its order.</param>
/// <param name="CanRead">Whether values can be made from JSON; an interface or abstract class cannot.</param>
internal sealed record ObjectSpec(
    TypeRef Type,
    EquatableArray<MemberSpec> Members,
    EquatableArray<ParameterSpec> Parameters,
    bool CanRead) : PayloadSpec(Type);
