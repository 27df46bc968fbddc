using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>A type that cannot be what a bulk label declares it to be.</summary>
/// <param name="Type">The type.</param>
/// <param name="Role">What it is declared to be: request, response or payload.</param>
/// <param name="Message">What is wrong and what to do; a sentence without its full stop.</param>
internal sealed record BulkFormProblem(ITypeSymbol Type, string Role, string Message);
