using System.ComponentModel;
using System.Text.RegularExpressions;

namespace ModeTyped;

/// <summary>
/// A regular expression that a text must match as a whole, for generated code. As with the <c>RegularExpression</c>
/// annotation elsewhere, the empty text passes. Safe from any thread.
/// </summary>
/// <param name="pattern">The pattern.</param>
/// <param name="matchTimeout">The time limit of a match in milliseconds; -1 for none.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModeDataPattern(string pattern, int matchTimeout)
{
    private readonly Regex _regex = new(
        pattern, RegexOptions.None, matchTimeout > 0 ? TimeSpan.FromMilliseconds(matchTimeout) : Regex.InfiniteMatchTimeout);

    /// <summary>Whether a text matches; one that takes longer than the limit to tell does not.</summary>
    /// <param name="text">The text; null passes.</param>
    public bool IsMatch(string? text)
    {
        if (string.IsNullOrEmpty(text)) return true;
        try
        {
            foreach (ValueMatch match in _regex.EnumerateMatches(text)) return match.Index == 0 && match.Length == text.Length;
        }
        catch (RegexMatchTimeoutException)
        {
            // What cannot be told in time is not taken.
        }

        return false;
    }
}
