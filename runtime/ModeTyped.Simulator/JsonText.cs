using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ModeTyped.Simulator;

/// <summary>Checks JSON that users give as text.</summary>
internal static class JsonText
{
    /// <exception cref="ArgumentException">The text is not a JSON object.</exception>
    public static void RequireObject([StringSyntax(StringSyntaxAttribute.Json)] string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        try
        {
            if (JsonElement.Parse(text).ValueKind == JsonValueKind.Object) return;
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"{name} must be a JSON object. {exception.Message}", name, exception);
        }

        throw new ArgumentException($"{name} must be a JSON object.", name);
    }
}
