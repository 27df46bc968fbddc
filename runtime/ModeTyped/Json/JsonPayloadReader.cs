using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
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

    /// <summary>Whether the value is a string.</summary>
    /// <param name="reader">Where to read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsString(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String;

    /// <summary>Whether the value is one string.</summary>
    /// <param name="reader">Where to read.</param>
    /// <param name="text">The string, unescaped.</param>
    public static bool IsString(ref Utf8JsonReader reader, ReadOnlySpan<byte> text) => IsString(ref reader) && reader.ValueTextEquals(text);

    /// <summary>Whether the value is one integer.</summary>
    /// <param name="reader">Where to read.</param>
    /// <param name="number">The integer.</param>
    public static bool IsInteger(ref Utf8JsonReader reader, int number) =>
        IsNumber(ref reader) && reader.TryGetInt32(out int value) && value == number;

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

    /// <summary>Enters an array that may not be null.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value is no array.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EnterArray(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw Unexpected(ref reader, "an array");
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
            ? CopyName(ref reader)
            : reader.ValueSpan;
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
}
