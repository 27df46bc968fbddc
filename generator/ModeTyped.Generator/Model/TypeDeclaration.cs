namespace ModeTyped.Generator.Model;

/// <summary>One more part of a type that the user declared.</summary>
/// <param name="Name">The simple name, without <c>@</c>.</param>
/// <param name="Keyword">What the type is: <c>class</c>, <c>record struct</c>, <c>interface</c>...</param>
internal sealed record TypeDeclaration(string Name, string Keyword);
