using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ModeTyped.Json;

/// <summary>
/// Finds where in a JSON text something went wrong, and tells it as <see cref="JsonException.Path"/> does. Readers and
/// writers keep no path while all is well; it is found afterwards by going over the text again.
/// </summary>
internal static class JsonPath
{
    /// <summary>What makes System.Text.Json put a name in brackets.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create(". '/\"[]()\t\n\r\f\b\\\u0085\u2028\u2029");

    /// <summary>The path of the token that starts at an offset.</summary>
    /// <param name="reader">A reader that stands before the first token.</param>
    /// <param name="tokenStart">The offset of the token; the end of the text for the place where it is broken.</param>
    public static string Of(Utf8JsonReader reader, long tokenStart)
    {
        var path = new Builder();
        try
        {
            while (reader.Read())
            {
                if (reader.TokenStartIndex >= tokenStart)
                {
                    path.Reach(ref reader);
                    break;
                }

                path.Add(ref reader);
            }
        }
        catch (JsonException)
        {
            // The text is broken from here on, which may be what is to be told.
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
            while (reader.Read()) path.Add(ref reader);
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

        /// <summary>Goes over a token.</summary>
        public void Add(ref Utf8JsonReader reader)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _levels.Peek().Name = JsonPayloadReader.NameOrNull(ref reader);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    _levels.Push(new Level(reader.TokenType == JsonTokenType.StartArray));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _levels.Pop();
                    EndValue();
                    break;
                default:
                    EndValue();
                    break;
            }
        }

        /// <summary>Comes to the token that is at fault. At its end, an object is at fault itself.</summary>
        public void Reach(ref Utf8JsonReader reader)
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) _levels.Pop();
            else if (reader.TokenType is JsonTokenType.PropertyName) _levels.Peek().Name = JsonPayloadReader.KeyOrNull(ref reader);
        }

        public override string ToString()
        {
            var path = new StringBuilder("$");
            foreach (Level level in _levels.Reverse())
            {
                if (level.IsArray) path.Append(CultureInfo.InvariantCulture, $"[{level.Index}]");
                else if (level.Name is { } name) path.Append(name.AsSpan().ContainsAny(Special) ? $"['{name}']" : $".{name}");
            }

            return path.ToString();
        }

        private void EndValue()
        {
            if (!_levels.TryPeek(out Level? level)) return;
            level.Name = null;
            level.Index++;
        }

        /// <summary>An object with the property whose value is to come, or an array with the number of its elements so far.</summary>
        private sealed record Level(bool IsArray)
        {
            public string? Name { get; set; }

            public int Index { get; set; }
        }
    }
}
