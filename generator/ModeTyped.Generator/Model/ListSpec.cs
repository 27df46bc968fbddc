namespace ModeTyped.Generator.Model;

/// <summary>A collection that is a JSON array.</summary>
/// <param name="Type">The type.</param>
/// <param name="Element">The element type.</param>
/// <param name="Create">How to make it from the builder <c>elements</c>; null where it cannot be read.</param>
internal sealed record ListSpec(TypeRef Type, TypeRef Element, string? Create) : PayloadSpec(Type);
