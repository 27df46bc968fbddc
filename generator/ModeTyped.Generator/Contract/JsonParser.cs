using System.Globalization;
using System.Text;

namespace ModeTyped.Generator.Contract;

/// <summary>Parses JSON text (RFC 8259), strictly.</summary>
internal sealed class JsonParser
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private int _position;
    private int _depth;

    private JsonParser(string text) => _text = text;

    /// <summary>Parses a text that is one value.</summary>
    /// <exception cref="JsonSyntaxException">It is not.</exception>
    public static JsonValue Parse(string text)
    {
        var parser = new JsonParser(text);
        JsonValue value = parser.ParseValue();
        parser.SkipSpace();
        if (parser._position < text.Length) throw parser.Error("nothing more is expected");
        return value;
    }

    private JsonValue ParseValue()
    {
        SkipSpace();
        switch (Peek())
        {
            case '{': return Nested(ParseObject);
            case '[': return Nested(ParseArray);
            case '"': return ParseString();
            default: return ParseLiteral();
        }
    }

    private JsonValue Nested(Func<JsonValue> parse)
    {
        if (++_depth > MaxDepth) throw Error("the nesting is too deep");
        _position++;
        JsonValue value = parse();
        _depth--;
        return value;
    }

    private JsonObject ParseObject()
    {
        var value = new JsonObject();
        SkipSpace();
        if (TryTake('}')) return value;

        do
        {
            SkipSpace();
            int start = _position;
            if (Peek() != '"') throw Error("a property name is expected");
            string name = ParseString().StringValue!;
            if (value.Find(name) is not null)
            {
                _position = start;
                throw Error($"the property '{name}' is there twice");
            }

            SkipSpace();
            if (!TryTake(':')) throw Error("':' is expected");
            value[name] = ParseValue();
            SkipSpace();
        }
        while (TryTake(','));

        if (!TryTake('}')) throw Error("',' or '}' is expected");
        return value;
    }

    private JsonArray ParseArray()
    {
        var items = new List<JsonValue>();
        SkipSpace();
        if (TryTake(']')) return new JsonArray(items);

        do
        {
            items.Add(ParseValue());
            SkipSpace();
        }
        while (TryTake(','));

        if (!TryTake(']')) throw Error("',' or ']' is expected");
        return new JsonArray(items);
    }

    private JsonScalar ParseString()
    {
        var text = new StringBuilder();
        _position++;
        while (true)
        {
            char c = Peek();
            if (c < ' ') throw Error("the string is not closed");
            _position++;
            if (c == '"') return JsonScalar.Of(text.ToString());
            text.Append(c == '\\' ? ParseEscape() : c);
        }
    }

    private char ParseEscape()
    {
        char c = Peek();
        _position++;
        switch (c)
        {
            case '"' or '\\' or '/': return c;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _position + 4 <= _text.Length
                && ushort.TryParse(_text.Substring(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                _position += 4;
                return (char)code;
            default:
                throw Error("the escape sequence is unknown");
        }
    }

    private JsonScalar ParseLiteral()
    {
        int start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '-' or '+' or '.')) _position++;
        string literal = _text.Substring(start, _position - start);
        if (literal is "true" or "false" or "null" || IsNumber(literal)) return new JsonScalar(literal);

        _position = start;
        throw Error("a value is expected");
    }

    private static bool IsNumber(string literal) =>
        literal.Length > 0 && (literal[0] == '-' || char.IsDigit(literal[0]))
        && double.TryParse(literal, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);

    private void SkipSpace()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t' or '\r' or '\n') _position++;
    }

    private char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private bool TryTake(char c)
    {
        if (Peek() != c) return false;
        _position++;
        return true;
    }

    private JsonSyntaxException Error(string problem) => new(problem, Math.Min(_position, _text.Length));
}

/// <summary>A text is not JSON.</summary>
/// <param name="message">What is wrong, as a clause.</param>
/// <param name="position">Where in the text.</param>
internal sealed class JsonSyntaxException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;
}
