using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>The JSON form of an annotated type: the type and all that it reaches.</summary>
internal sealed record PayloadGraph(TypeRef Root, EquatableArray<PayloadSpec> Payloads);
