using System.Collections;
using System.Globalization;
using System.Text;

namespace ModeTyped.Generator.Contract;

/// <summary>
/// A JSON value whose objects keep the order of their properties, and whose text is indented and the same on every
/// machine. Analyzers run where no JSON library can be counted on.
/// </summary>
internal abstract class JsonValue
{
    public static implicit operator JsonValue(string text) => JsonScalar.Of(text);

    public static implicit operator JsonValue(bool value) => new JsonScalar(value ? "true" : "false");

    public static implicit operator JsonValue(int value) => new JsonScalar(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The value as indented text, without a line end behind it.</summary>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        Print(text, indent: 0);
        return text.ToString();
    }

    internal abstract void Print(StringBuilder text, int indent);

    private protected static void PrintLine(StringBuilder text, int indent) => text.Append('\n').Append(' ', indent * 2);
}

/// <summary>A string, a number, <c>true</c>, <c>false</c> or <c>null</c>, as its JSON text.</summary>
internal sealed class JsonScalar(string text) : JsonValue
{
    /// <summary>The JSON text.</summary>
    public string Text { get; } = text;

    /// <summary>The value of a string; null for other scalars.</summary>
    public string? StringValue { get; private init; }

    /// <summary>A string. Characters are kept but for those that JSON, C# or an editor could take for something else.</summary>
    public static JsonScalar Of(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1])) text.Append(c).Append(value[++i]);
            else if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (IsPlain(c)) text.Append(c);
            else text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return new JsonScalar(text.Append('"').ToString()) { StringValue = value };
    }

    internal override void Print(StringBuilder text, int indent) => text.Append(Text);

    private static bool IsPlain(char c) => char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

/// <summary>A JSON array.</summary>
internal sealed class JsonArray(IEnumerable<JsonValue> items) : JsonValue
{
    public IReadOnlyList<JsonValue> Items { get; } = [.. items];

    internal override void Print(StringBuilder text, int indent)
    {
        text.Append('[');
        for (int i = 0; i < Items.Count; i++)
        {
            if (i > 0) text.Append(',');
            PrintLine(text, indent + 1);
            Items[i].Print(text, indent + 1);
        }

        if (Items.Count > 0) PrintLine(text, indent);
        text.Append(']');
    }
}

/// <summary>A JSON object.</summary>
internal sealed class JsonObject : JsonValue, IEnumerable<KeyValuePair<string, JsonValue>>
{
    private readonly List<KeyValuePair<string, JsonValue>> _properties = [];

    public int Count => _properties.Count;

    /// <summary>A property, which must be there to be read; set anew, it keeps its place.</summary>
    public JsonValue this[string name]
    {
        get => Find(name) ?? throw new KeyNotFoundException(name);
        set
        {
            var property = new KeyValuePair<string, JsonValue>(name, value);
            int index = IndexOf(name);
            if (index < 0) _properties.Add(property);
            else _properties[index] = property;
        }
    }

    public JsonValue? Find(string name) => IndexOf(name) is >= 0 and var index ? _properties[index].Value : null;

    /// <summary>A property that is an object; null where it is missing or something else.</summary>
    public JsonObject? FindObject(string name) => Find(name) as JsonObject;

    /// <summary>A property that is a string; null where it is missing or something else.</summary>
    public string? FindString(string name) => (Find(name) as JsonScalar)?.StringValue;

    public bool Remove(string name) => IndexOf(name) is >= 0 and var index && RemoveAt(index);

    /// <summary>The same object with all objects inside sorted by name, and all arrays of strings.</summary>
    public JsonObject Sorted()
    {
        var sorted = new JsonObject();
        foreach (KeyValuePair<string, JsonValue> property in _properties.OrderBy(static property => property.Key, StringComparer.Ordinal))
            sorted._properties.Add(new(property.Key, Sort(property.Value)));
        return sorted;
    }

    public IEnumerator<KeyValuePair<string, JsonValue>> GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override void Print(StringBuilder text, int indent)
    {
        text.Append('{');
        for (int i = 0; i < _properties.Count; i++)
        {
            if (i > 0) text.Append(',');
            PrintLine(text, indent + 1);
            text.Append(JsonScalar.Of(_properties[i].Key).Text).Append(": ");
            _properties[i].Value.Print(text, indent + 1);
        }

        if (_properties.Count > 0) PrintLine(text, indent);
        text.Append('}');
    }

    private static JsonValue Sort(JsonValue value) => value switch
    {
        JsonObject inner => inner.Sorted(),
        JsonArray array when array.Items.All(static item => item is JsonScalar { StringValue: not null }) =>
            new JsonArray(array.Items.OrderBy(static item => ((JsonScalar)item).StringValue, StringComparer.Ordinal)),
        JsonArray array => new JsonArray(array.Items.Select(Sort)),
        _ => value,
    };

    private int IndexOf(string name) => _properties.FindIndex(property => property.Key == name);

    private bool RemoveAt(int index)
    {
        _properties.RemoveAt(index);
        return true;
    }
}
