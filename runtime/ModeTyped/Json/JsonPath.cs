using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ModeTyped.Json;

/// <summary>
/// Finds where in a JSON text something went wrong. Readers and writers keep no path while all is well; it is found
/// afterwards by going over the text again.
/// </summary>
internal static class JsonPath
{
    /// <summary>The path of the token that starts at an offset.</summary>
    /// <param name="reader">A reader that stands before the first token, or on it.</param>
    /// <param name="tokenStart">The offset of the token.</param>
    public static string Of(Utf8JsonReader reader, long tokenStart)
    {
        var path = new Builder();
        try
        {
            if (reader.TokenType != JsonTokenType.None) path.Enter(ref reader);
            while (reader.TokenStartIndex < tokenStart && reader.Read()) path.Enter(ref reader);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The text is broken from here on; the path up to here is what can be told.
        }

        return path.ToString();
    }

    /// <summary>The path of the value that would come next in a text that ends early; null where its start is missing.</summary>
    /// <param name="text">The text so far.</param>
    public static string? OfUnfinished(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] is not ((byte)'{' or (byte)'[')) return null;

        var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
        var path = new Builder();
        try
        {
            while (reader.Read()) path.Enter(ref reader);
            if (text[^1] == (byte)',') path.NextElement();
        }
        catch (JsonException)
        {
            return null;
        }

        return path.ToString();
    }

    private sealed class Builder
    {
        private readonly Stack<Level> _levels = new();
        private string? _root;

        public void Enter(ref Utf8JsonReader reader)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _levels.Peek().Name = reader.GetString();
                    break;
                case JsonTokenType.StartObject:
                    NextElement();
                    _levels.Push(new Level(IsArray: false));
                    break;
                case JsonTokenType.StartArray:
                    NextElement();
                    _levels.Push(new Level(IsArray: true));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    Level ended = _levels.Pop();
                    ended.Name = null;
                    if (_levels.Count == 0) _root = "$";
                    break;
                default:
                    NextElement();
                    break;
            }
        }

        public void NextElement()
        {
            if (_levels.TryPeek(out Level? level) && level.IsArray) level.Index++;
        }

        public override string ToString()
        {
            if (_root is not null) return _root;
            var path = new StringBuilder("$");
            foreach (Level level in _levels.Reverse())
            {
                if (level.IsArray)
                {
                    if (level.Index >= 0) path.Append(CultureInfo.InvariantCulture, $"[{level.Index}]");
                }
                else if (level.Name is { } name)
                {
                    bool plain = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or '-');
                    path.Append(plain ? $".{name}" : $"['{name}']");
                }
            }

            return path.ToString();
        }

        private sealed record Level(bool IsArray)
        {
            public string? Name { get; set; }

            public int Index { get; set; } = -1;
        }
    }
}
