namespace ModeTyped;

/// <summary>A rule that a value breaks.</summary>
/// <param name="Rule">The rule's name, which is that of its annotation, such as <c>Range</c>.</param>
/// <param name="Member">The member, by its JSON name.</param>
/// <param name="Message">What the rule asks for.</param>
public sealed record ModeDataViolation(string Rule, string Member, string Message);
