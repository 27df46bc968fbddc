using System.ComponentModel;
using System.Globalization;

namespace ModeTyped;

/// <summary>A rule that a value breaks.</summary>
/// <param name="Rule">The rule's name, which is that of its annotation, such as <c>Range</c>.</param>
/// <param name="Member">The member, by its JSON name; one inside another by its path, such as <c>zones[2].target</c>.</param>
/// <param name="Message">What the rule asks for.</param>
public sealed record ModeDataViolation(string Rule, string Member, string Message)
{
    /// <summary>The violation as seen from the value that holds the broken one.</summary>
    /// <param name="member">The JSON name of the member that the broken value is in.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ModeDataViolation Within(string member) => this with { Member = member + "." + Member };

    /// <summary>The violation as seen from the value that holds the broken one in a collection.</summary>
    /// <param name="member">The JSON name of the collection.</param>
    /// <param name="index">The place in the collection, from 0.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ModeDataViolation Within(string member, int index) =>
        Within(string.Create(CultureInfo.InvariantCulture, $"{member}[{index}]"));
}
