namespace ModeTyped.Generator.Model;

/// <summary>The property that tells the derived type of an object.</summary>
/// <param name="Property">Its name in JSON.</param>
/// <param name="Json">The property and its value for one type, as JSON; empty for the base type, and for a derived type
/// without a value.</param>
internal sealed record DiscriminatorSpec(string Property, string Json);
