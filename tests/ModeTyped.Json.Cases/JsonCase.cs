using System.Text.Json;

namespace ModeTyped.Json.Cases;

/// <summary>One annotated type, whose JSON must be System.Text.Json's.</summary>
/// <param name="name">The type's name within its contract.</param>
public abstract class JsonCase(string name)
{
    public string Name => name;

    /// <summary>Whether System.Text.Json's generator takes the type as its reflection does.</summary>
    public abstract bool HasSourceGenerator { get; }

    /// <summary>Writes a value and reads what was written. Returns what differs from System.Text.Json, or null.</summary>
    /// <param name="choices">What the value is drawn from.</param>
    /// <param name="reflection">Options that work by reflection, where there is any.</param>
    public abstract string? CompareValue(int[] choices, JsonSerializerOptions? reflection = null);

    /// <summary>Reads a text. Returns what differs from System.Text.Json, or null.</summary>
    /// <param name="utf8Json">The text, well-formed or not.</param>
    /// <param name="reflection">Options that work by reflection, where there is any.</param>
    /// <param name="comparePaths">Whether the error's path counts. Of several errors in a text, either may be told.</param>
    public abstract string? CompareText(byte[] utf8Json, JsonSerializerOptions? reflection = null, bool comparePaths = true);

    /// <summary>Reads a text in pieces. Returns what differs from reading it whole, or null.</summary>
    /// <param name="utf8Json">The text, well-formed or not.</param>
    /// <param name="length">The length of each piece.</param>
    public abstract string? CompareSegments(byte[] utf8Json, int length);

    /// <summary>The JSON of a value; null where it has none.</summary>
    /// <param name="choices">What the value is drawn from.</param>
    public abstract byte[]? Sample(int[] choices);

    public override string ToString() => Name;
}
