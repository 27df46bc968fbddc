using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace ModeTyped.Json;

public static partial class JsonPayloadReader
{
    /// <summary>The text of a name that was read.</summary>
    /// <param name="name">The name, unescaped.</param>
    public static string Text(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name);

    /// <summary>Checks that no object within a value has a property twice, and passes on the reader.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">A property comes twice.</exception>
    public static ref Utf8JsonReader Distinct(ref Utf8JsonReader reader)
    {
        CheckDistinct(reader, isNode: false);
        return ref reader;
    }

    /// <summary>Checks that no object within a value has a property twice and that all texts are well-formed, and passes on the reader.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">A property comes twice, or a text is not well-formed.</exception>
    public static ref Utf8JsonReader DistinctNode(ref Utf8JsonReader reader)
    {
        CheckDistinct(reader, isNode: true);
        return ref reader;
    }

    private static void CheckDistinct(Utf8JsonReader reader, bool isNode)
    {
        int depth = reader.CurrentDepth;
        var objects = new Stack<HashSet<string>>();
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    objects.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    objects.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    string name = isNode ? GetString(ref reader) : Text(CopyName(ref reader));
                    if (!objects.Peek().Add(name)) throw Duplicate(name);
                    break;
                case JsonTokenType.String when isNode:
                    GetString(ref reader);
                    break;
            }
        }
        while ((reader.CurrentDepth > depth || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) && reader.Read());
    }

    /// <summary>The text of the name that the reader stands on, with U+FFFD for what is no UTF-8; null where half of a surrogate pair is escaped.</summary>
    internal static string? NameOrNull(ref Utf8JsonReader reader)
    {
        try
        {
            return Text(CopyName(ref reader));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text of the name that the reader stands on; null where it is not well-formed.</summary>
    internal static string? KeyOrNull(ref Utf8JsonReader reader)
    {
        try
        {
            return GetString(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// A name that has escapes, or lies in pieces. As in System.Text.Json it need not be UTF-8; such a name is that of no
    /// property.
    /// </summary>
    /// <exception cref="JsonException">The name escapes half of a surrogate pair.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] CopyName(ref Utf8JsonReader reader)
    {
        byte[] name = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan.ToArray();
        if (!reader.ValueIsEscaped) return name;

        int length = 0;
        for (int i = 0; i < name.Length;)
        {
            if (name[i] != (byte)'\\') name[length++] = name[i++];
            else length += Unescape(name, ref i).EncodeToUtf8(name.AsSpan(length));
        }

        return name[..length];
    }

    /// <summary>The character of an escape sequence, which is never shorter than its UTF-8.</summary>
    private static Rune Unescape(ReadOnlySpan<byte> text, ref int start)
    {
        char unit = UnescapeUnit(text, ref start);
        if (!char.IsSurrogate(unit)) return new Rune(unit);
        if (start < text.Length && text[start] == (byte)'\\' && Rune.TryCreate(unit, UnescapeUnit(text, ref start), out Rune pair)) return pair;
        throw new JsonException("The name escapes half of a surrogate pair.");
    }

    private static char UnescapeUnit(ReadOnlySpan<byte> text, ref int start)
    {
        byte kind = text[start + 1];
        start += 2;
        if (kind != (byte)'u')
        {
            return kind switch
            {
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                _ => (char)kind,
            };
        }

        start += 4;
        return (char)ushort.Parse(text.Slice(start - 4, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
