using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace ModeTyped.Json;

/// <summary>
/// Reads JSON values for generated code. Each method finds the reader on the first token of a value and leaves it on
/// the last; what does not fit is a <see cref="JsonException"/> without a place, which <see cref="JsonPayload"/> adds.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class JsonPayloadReader
{
    /// <summary>Whether the value is JSON null.</summary>
    /// <param name="reader">Where to read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;

    /// <summary>Whether the value is a number.</summary>
    /// <param name="reader">Where to read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNumber(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number;

    /// <summary>Enters an object. Returns false for JSON null.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value is neither.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryEnterObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return true;
        return reader.TokenType == JsonTokenType.Null ? false : throw Unexpected(ref reader, "an object");
    }

    /// <summary>Enters an array. Returns false for JSON null.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value is neither.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryEnterArray(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray) return true;
        return reader.TokenType == JsonTokenType.Null ? false : throw Unexpected(ref reader, "an array");
    }

    /// <summary>Enters an object that may not be null.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value is no object.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EnterObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw Unexpected(ref reader, "an object");
    }

    /// <summary>Goes on to the value of the next property. Returns false at the end of the object.</summary>
    /// <param name="reader">Where to read.</param>
    /// <param name="name">The property's name, unescaped.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadName(ref Utf8JsonReader reader, out ReadOnlySpan<byte> name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            name = default;
            return false;
        }

        name = reader.HasValueSequence || reader.ValueIsEscaped
            ? Encoding.UTF8.GetBytes(reader.GetString()!)
            : reader.ValueSpan;
        reader.Read();
        return true;
    }

    /// <summary>Goes on to the value of the next entry of a dictionary. Returns false at the end of the object.</summary>
    /// <param name="reader">Where to read.</param>
    /// <param name="key">The entry's key.</param>
    public static bool TryReadKey(ref Utf8JsonReader reader, out string key)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            key = string.Empty;
            return false;
        }

        key = reader.GetString()!;
        reader.Read();
        return true;
    }

    /// <summary>Goes on to the next element. Returns false at the end of the array.</summary>
    /// <param name="reader">Where to read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadElement(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Goes over a value that is not wanted.</summary>
    /// <param name="reader">Where to read.</param>
    public static void Skip(ref Utf8JsonReader reader)
    {
        // Skip, unlike TrySkip, throws where the reader's text is not complete.
        if (!reader.TrySkip()) throw new JsonException("The JSON text ends within a value.");
    }

    /// <summary>Passes on a value that may not be null.</summary>
    /// <typeparam name="T">The declared type.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="JsonException"><paramref name="value"/> is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T NotNull<T>([NotNull] T? value)
        where T : class
    {
        if (value is null) ThrowNull();
        return value;
    }

    /// <summary>The error for required properties that did not come.</summary>
    /// <param name="seen">A bit for each property that came.</param>
    /// <param name="names">The required properties, in the order of their bits.</param>
    public static JsonException Missing(ulong seen, params string[] names)
    {
        IEnumerable<string> missing = names.Where((_, bit) => (seen & (1UL << bit)) == 0);
        return new JsonException($"Required and missing: '{string.Join("', '", missing)}'.");
    }

    /// <summary>The error for a value that does not fit.</summary>
    /// <param name="reader">The reader on the value.</param>
    /// <param name="expected">What was expected, such as <c>an object</c>.</param>
    internal static JsonException Unexpected(ref Utf8JsonReader reader, string expected) =>
        new($"Expected {expected}, found {Describe(ref reader)}.");

    /// <summary>What the reader stands on, without showing what could be a secret in a string.</summary>
    private static string Describe(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => $"the number {(reader.HasValueSequence ? "given" : Encoding.UTF8.GetString(reader.ValueSpan))}",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        _ => "no value",
    };

    [DoesNotReturn]
    private static void ThrowNull() => throw new JsonException("The value is null, and its declaration does not allow null.");
}
