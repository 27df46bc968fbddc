using System.Buffers;
using System.Text.Json;
#if !NET9_0_OR_GREATER
using System.Text.Json.Nodes;
#endif

namespace ModeTyped.Data;

/// <summary>One JSON value as it came or goes. Immutable; equal values are equal JSON, however spaced or escaped.</summary>
internal sealed class DataValue(ReadOnlyMemory<byte> utf8Json) : IEquatable<DataValue>
{
    private JsonElement? _element;

    public static DataValue From(JsonElement element)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output)) element.WriteTo(writer);
        return new DataValue(output.WrittenMemory);
    }

    public ReadOnlyMemory<byte> Utf8Json { get; } = utf8Json;

    public JsonElement Element
    {
        get
        {
            if (_element is { } element) return element;
            var reader = new Utf8JsonReader(Utf8Json.Span);
            element = JsonElement.ParseValue(ref reader);
            _element = element;
            return element;
        }
    }

    public bool Equals(DataValue? other) =>
        other is not null && (Utf8Json.Span.SequenceEqual(other.Utf8Json.Span) || DeepEquals(other));

    public override bool Equals(object? obj) => Equals(obj as DataValue);

    // Equal JSON can differ in every byte, so that the kind is all that equal values surely share.
    public override int GetHashCode() => (int)Element.ValueKind;

    public override string ToString() => Element.GetRawText();

    private bool DeepEquals(DataValue other)
    {
        try
        {
#if NET9_0_OR_GREATER
            return JsonElement.DeepEquals(Element, other.Element);
#else
            return JsonNode.DeepEquals(JsonNode.Parse(Utf8Json.Span), JsonNode.Parse(other.Utf8Json.Span));
#endif
        }
        catch (InvalidOperationException)
        {
            // A string that is no text, such as half a surrogate pair, equals nothing but its own bytes.
            return false;
        }
    }
}
