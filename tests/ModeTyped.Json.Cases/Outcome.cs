namespace ModeTyped.Json.Cases;

/// <summary>What became of a value that was to be written, or of a text that was to be read.</summary>
/// <param name="Text">The JSON written, or that of the value that was read; null where it was refused.</param>
/// <param name="Path">Where it was refused.</param>
/// <param name="Error">Why it was refused.</param>
public readonly record struct Outcome(string? Text, string? Path = null, Exception? Error = null)
{
    public bool IsRefused => Error is not null;

    public override string ToString() => Error is null ? $"{Text}" : $"refused at {Path}: {Error.GetType().Name}: {Error.Message}";
}
