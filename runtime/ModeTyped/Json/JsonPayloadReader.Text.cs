using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json;

public static partial class JsonPayloadReader
{
    private const int MaxStackText = 256;

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

        key = GetString(ref reader);
        reader.Read();
        return true;
    }

    /// <summary>Goes on to the value of the next entry of a dictionary. Returns false at the end of the object.</summary>
    /// <typeparam name="TKey">The type of the key.</typeparam>
    /// <param name="reader">Where to read.</param>
    /// <param name="key">The entry's key.</param>
    /// <param name="read">Reads the key from a string.</param>
    /// <exception cref="JsonException">The name of the property is no such key.</exception>
    public static bool TryReadKey<TKey>(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out TKey key, JsonPayloadRead<TKey?> read)
        where TKey : notnull
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            key = default;
            return false;
        }

        // A name is read as the same text is as a value, which needs a reader that stands on one.
        int length = checked((int)RawLength(ref reader)) + 2;
        byte[]? rented = length > MaxStackText ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> text = rented ?? stackalloc byte[MaxStackText];
        text[0] = (byte)'"';
        if (reader.HasValueSequence) reader.ValueSequence.CopyTo(text[1..]);
        else reader.ValueSpan.CopyTo(text[1..]);
        text[length - 1] = (byte)'"';
        var value = new Utf8JsonReader(text[..length]);
        value.Read();
        try
        {
            key = read(ref value)!;
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }

        reader.Read();
        return true;
    }

    /// <summary>Reads a boolean from a string.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static bool ReadBooleanText(ref Utf8JsonReader reader)
    {
        Span<byte> text = stackalloc byte[MaxEscapedScalarLength];
        return TryGetText(ref reader, text, out int length)
            && Utf8Parser.TryParse(text[..length], out bool value, out int consumed)
            && consumed == length
                ? value
                : throw Unexpected(ref reader, "true or false");
    }

    /// <summary>Reads a number from a string.</summary>
    /// <typeparam name="T">The type of the number.</typeparam>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static T ReadNumberText<T>(ref Utf8JsonReader reader)
        where T : struct, INumberBase<T> =>
        ReadNumberText<T>(ref reader, JsonNumberHandling.AllowReadingFromString);

    /// <summary>Reads a number from a string.</summary>
    /// <typeparam name="T">The type of the number.</typeparam>
    /// <param name="reader">Where to read.</param>
    /// <param name="handling">What is allowed: any number, or the names of what is none.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static T ReadNumberText<T>(ref Utf8JsonReader reader, JsonNumberHandling handling)
        where T : struct, INumberBase<T>
    {
        bool anyNumber = (handling & JsonNumberHandling.AllowReadingFromString) != 0;
        Span<byte> text = stackalloc byte[MaxEscapedScalarLength];
        if (TryGetText(ref reader, text, out int length))
        {
            ReadOnlySpan<byte> number = text[..length];
            if ((anyNumber || (handling & JsonNumberHandling.AllowNamedFloatingPointLiterals) != 0) && TryGetNamed(number, out T named)) return named;
            if (anyNumber && T.TryParse(number, StyleOf<T>(), CultureInfo.InvariantCulture, out T value) && T.IsFinite(value)) return value;
        }

        throw Unexpected(ref reader, "a number, or one in a string");
    }

    private static bool TryGetNamed<T>(ReadOnlySpan<byte> text, out T value)
        where T : struct, INumberBase<T>
    {
        value = default;
        if (!IsFloatingPoint<T>()) return false;

        double? named = text.SequenceEqual("NaN"u8) ? double.NaN
            : text.SequenceEqual("Infinity"u8) ? double.PositiveInfinity
            : text.SequenceEqual("-Infinity"u8) ? double.NegativeInfinity
            : null;
        if (named is { } number) value = T.CreateTruncating(number);
        return named is not null;
    }

    /// <summary>The styles of System.Text.Json, which is laxer with the types that came later.</summary>
    private static NumberStyles StyleOf<T>()
    {
        const NumberStyles Integer = NumberStyles.AllowLeadingSign;
        if (typeof(T) == typeof(Half)) return NumberStyles.Float | NumberStyles.AllowThousands;
        if (IsFloatingPoint<T>() || typeof(T) == typeof(decimal)) return Integer | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (typeof(T) == typeof(byte) || typeof(T) == typeof(ushort) || typeof(T) == typeof(uint) || typeof(T) == typeof(ulong)) return NumberStyles.None;
        return typeof(T) == typeof(Int128) || typeof(T) == typeof(UInt128) ? NumberStyles.Integer : Integer;
    }

    private static bool IsFloatingPoint<T>() => typeof(T) == typeof(double) || typeof(T) == typeof(float) || typeof(T) == typeof(Half);

    /// <summary>The unescaped text of a string or name.</summary>
    /// <exception cref="JsonException">The text is not well-formed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static string GetString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(e.Message, e);
        }
    }
}
