using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>Something in a payload that generated code cannot write or read as System.Text.Json would.</summary>
/// <param name="Symbol">What it is about: a member, a constructor's parameter or a type.</param>
/// <param name="Message">What is wrong and what to do; a sentence without its full stop.</param>
/// <param name="Attribute">The attribute that has no effect, where it is one.</param>
internal sealed record PayloadProblem(ISymbol Symbol, string Message, AttributeData? Attribute = null);
