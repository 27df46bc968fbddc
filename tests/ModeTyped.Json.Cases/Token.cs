using System.Text.Json;

namespace ModeTyped.Json.Cases;

/// <summary>A name or a whole value within a text.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="ValueEnd">Where the value ends that a name is followed by.</param>
/// <param name="Depth">How many objects and arrays it is within.</param>
/// <param name="Type">The kind of its first token.</param>
internal readonly record struct Token(int Start, int End, int ValueEnd, int Depth, JsonTokenType Type)
{
    public bool IsName => Type == JsonTokenType.PropertyName;

    public bool IsString => Type == JsonTokenType.String;

    /// <summary>The names and values of a well-formed text.</summary>
    public static List<Token> Of(byte[] text)
    {
        var tokens = new List<Token>();
        var reader = new Utf8JsonReader(text);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) continue;
            int start = (int)reader.TokenStartIndex;
            int end = (int)reader.BytesConsumed;
            Utf8JsonReader value = reader;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                // The colon counts to the name that was consumed.
                end = start + reader.ValueSpan.Length + 2;
                value.Read();
            }

            value.Skip();
            if (reader.TokenType != JsonTokenType.PropertyName) end = (int)value.BytesConsumed;
            tokens.Add(new Token(start, end, (int)value.BytesConsumed, reader.CurrentDepth, reader.TokenType));
        }

        return tokens;
    }

    public byte[] Text(byte[] text) => text[Start..End];

    public byte[] Replace(byte[] text, byte[] other) => [.. text[..Start], .. other, .. text[End..]];
}
