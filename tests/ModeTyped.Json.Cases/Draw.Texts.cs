using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModeTyped.Json.Cases;

public sealed partial class Draw
{
    /// <summary>What the default encoder escapes and what it does not, one by one.</summary>
    private static readonly string[] Pieces =
    [
        "a", "B", "7", " ", "_", "$", ".", "é", "ß", "日本", "\ud83d\ude00", "\"", "\\", "/", "<", ">", "&", "'", "+", "`", "\0", "\b", "\t", "\n", "\f", "\r",
        "\u001f", "\u007f", "\u0080", "\u0085", "\u00a0", "\u0301", "\u2028", "\u2029", "\ufeff", "\ufffd", "\uffff", "\ud800", "\udc00", "\udbff\ud800", "{", "]", ",", ":",
    ];

    private static readonly string[] Documents =
    [
        "null", "1", "true", "\"text\"", "{}", "[]", "-0", "1.50", "1e2", "-1.0E+05", "12345678901234567890123", "\"\\u00e9\\n\\/<\"", "\"\\ud83d\\ude00\"",
        " [ 1 , { \"a\" : null } ] ", "{\"a\":1,\"a\":2,\"\":[]}", "{\"é\\\"\":{\"b\":[[],[{}]]}}", "[\"a\",1,false,null,{\"c\":\"\\u2028\"}]",
    ];

    /// <summary>A text, at times a long one, with every kind of character, lone surrogates too.</summary>
    public string Text()
    {
        switch (Below(6))
        {
            case 0: return Of("", "a", "text");
            case 1: return new string((char)Below(char.MaxValue + 1), 1 + Below(3));
            case 2: return new string('x', Below(700)) + Of(Pieces);
            default:
                var text = new StringBuilder();
                for (int i = Below(9); i >= 0; i--) text.Append(Of(Pieces));
                return text.ToString();
        }
    }

    public char Char() => Text() is [var first, ..] ? first : 'c';

    /// <summary>A name as people give it.</summary>
    public string Name() => Of("", "a", "b", "Key", "KEY", "é", "$type", "x.y", "a b", "it's", "[0]", "\n", "known", "\ud800");

    public JsonElement Element()
    {
        using JsonDocument document = JsonDocument.Parse(Of(Documents));
        return document.RootElement.Clone();
    }

    public JsonDocument Document() => JsonDocument.Parse(Of(Documents));

    public JsonNode? Node() => Below(5) switch
    {
        0 => JsonValue.Create(Text()),
        1 => JsonValue.Create(Int32()),
        2 => new JsonObject { [Name()] = JsonValue.Create(Finite()), ["a"] = Deeper(() => Node()!) },
        3 => new JsonArray(JsonValue.Create(Boolean()), null, JsonValue.Create(Guid())),
        _ => JsonNode.Parse(Of(Documents)),
    };
}
