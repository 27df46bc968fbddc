using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>A payload type and every type that its JSON needs a codec for.</summary>
/// <param name="Root">The payload type itself.</param>
/// <param name="Payloads">The types with codecs, the root first, in the order of their discovery.</param>
internal sealed record PayloadGraph(TypeRef Root, EquatableArray<PayloadSpec> Payloads);
