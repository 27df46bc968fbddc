using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>A payload type and every type that its JSON needs a codec for.</summary>
/// <param name="Root">The payload type itself.</param>
/// <param name="Scope">Where the codecs stand, and the options that they follow.</param>
/// <param name="Payloads">The types with codecs, the root first, in the order of their discovery.</param>
/// <param name="Types">Every type reached, primitives included, in the form that it has of itself: what a context tells of.</param>
internal sealed record PayloadGraph(
    TypeRef Root,
    JsonScope Scope,
    EquatableArray<PayloadSpec> Payloads,
    EquatableArray<TypeRef> Types);
