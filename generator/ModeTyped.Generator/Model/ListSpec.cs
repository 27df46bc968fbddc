namespace ModeTyped.Generator.Model;

/// <summary>A collection that is a JSON array.</summary>
/// <param name="Type">The type.</param>
/// <param name="Element">The element type.</param>
/// <param name="Access">How writing goes through it.</param>
/// <param name="Create">How to make it from the builder <c>elements</c>.</param>
internal sealed record ListSpec(TypeRef Type, TypeRef Element, ListAccess Access, string Create) : PayloadSpec(Type);
