using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace ModeTyped.Json;

public static partial class JsonPayloadReader
{
    /// <summary>The longest text, each character escaped, of any date, time or identifier.</summary>
    private const int MaxEscapedScalarLength = 6 * 64;

    /// <summary>Reads a boolean.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static bool ReadBoolean(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Unexpected(ref reader, "true or false"),
    };

    /// <summary>Reads a number.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit, exactly and in range.</exception>
    public static sbyte ReadSByte(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetSByte(out sbyte value) ? value : throw Unexpected(ref reader, "an integer of 8 bits");

    /// <inheritdoc cref="ReadSByte"/>
    public static byte ReadByte(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetByte(out byte value) ? value : throw Unexpected(ref reader, "an unsigned integer of 8 bits");

    /// <inheritdoc cref="ReadSByte"/>
    public static short ReadInt16(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt16(out short value) ? value : throw Unexpected(ref reader, "an integer of 16 bits");

    /// <inheritdoc cref="ReadSByte"/>
    public static ushort ReadUInt16(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetUInt16(out ushort value) ? value : throw Unexpected(ref reader, "an unsigned integer of 16 bits");

    /// <inheritdoc cref="ReadSByte"/>
    public static int ReadInt32(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value) ? value : throw Unexpected(ref reader, "an integer of 32 bits");

    /// <inheritdoc cref="ReadSByte"/>
    public static uint ReadUInt32(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetUInt32(out uint value) ? value : throw Unexpected(ref reader, "an unsigned integer of 32 bits");

    /// <inheritdoc cref="ReadSByte"/>
    public static long ReadInt64(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) ? value : throw Unexpected(ref reader, "an integer of 64 bits");

    /// <inheritdoc cref="ReadSByte"/>
    public static ulong ReadUInt64(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out ulong value) ? value : throw Unexpected(ref reader, "an unsigned integer of 64 bits");

    /// <inheritdoc cref="ReadSByte"/>
    public static Int128 ReadInt128(ref Utf8JsonReader reader) => ReadWide<Int128>(ref reader, "an integer of 128 bits");

    /// <inheritdoc cref="ReadSByte"/>
    public static UInt128 ReadUInt128(ref Utf8JsonReader reader) => ReadWide<UInt128>(ref reader, "an unsigned integer of 128 bits");

    /// <inheritdoc cref="ReadSByte"/>
    public static Half ReadHalf(ref Utf8JsonReader reader) =>
        ReadWide<Half>(ref reader, "a number") is var value && Half.IsFinite(value) ? value : throw Unexpected(ref reader, "a number in the range of Half");

    /// <inheritdoc cref="ReadSByte"/>
    public static float ReadSingle(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetSingle(out float value) ? value : throw Unexpected(ref reader, "a number");

    /// <inheritdoc cref="ReadSByte"/>
    public static double ReadDouble(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw Unexpected(ref reader, "a number");
        if (!reader.HasValueSequence && ShortDecimal.TryParse(reader.ValueSpan, out double value)) return value;
        return reader.TryGetDouble(out value) ? value : throw Unexpected(ref reader, "a number");
    }

    /// <inheritdoc cref="ReadSByte"/>
    public static decimal ReadDecimal(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out decimal value) ? value : throw Unexpected(ref reader, "a number in the range of decimal");

    /// <summary>Reads a string; null for JSON null.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static string? ReadString(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => GetString(ref reader),
        JsonTokenType.Null => null,
        _ => throw Unexpected(ref reader, "a string"),
    };

    /// <summary>Reads a string of one UTF-16 code unit.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static char ReadChar(ref Utf8JsonReader reader) =>
        ReadString(ref reader) is [char value] ? value : throw Unexpected(ref reader, "a string of one character");

    /// <summary>Reads a value from a string.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static Guid ReadGuid(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out Guid value) ? value : throw Unexpected(ref reader, "a Guid of 32 digits with hyphens");

    /// <inheritdoc cref="ReadGuid"/>
    public static DateTime ReadDateTime(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTime(out DateTime value) ? value : throw Unexpected(ref reader, "a date and time in ISO 8601");

    /// <inheritdoc cref="ReadGuid"/>
    public static DateTimeOffset ReadDateTimeOffset(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out DateTimeOffset value) ? value : throw Unexpected(ref reader, "a date and time in ISO 8601");

    /// <inheritdoc cref="ReadGuid"/>
    public static DateOnly ReadDateOnly(ref Utf8JsonReader reader)
    {
        Span<char> text = stackalloc char[MaxEscapedScalarLength];
        return TryGetText(ref reader, text, out int length)
            && DateOnly.TryParseExact(text[..length], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly value)
            ? value
            : throw Unexpected(ref reader, "a date as yyyy-MM-dd");
    }

    /// <inheritdoc cref="ReadGuid"/>
    public static TimeOnly ReadTimeOnly(ref Utf8JsonReader reader)
    {
        Span<byte> text = stackalloc byte[MaxEscapedScalarLength];
        return TryGetTimeSpan(ref reader, text, out TimeSpan value)
            && text.IndexOfAny((byte)'.', (byte)':') is > 0 and var separator && text[separator] == (byte)':'
            && value >= TimeSpan.Zero && value.Ticks <= TimeOnly.MaxValue.Ticks
                ? new TimeOnly(value.Ticks)
                : throw Unexpected(ref reader, "a time of day as hh:mm:ss");
    }

    /// <inheritdoc cref="ReadGuid"/>
    public static TimeSpan ReadTimeSpan(ref Utf8JsonReader reader)
    {
        Span<byte> text = stackalloc byte[MaxEscapedScalarLength];
        return TryGetTimeSpan(ref reader, text, out TimeSpan value) ? value : throw Unexpected(ref reader, "a time span as d.hh:mm:ss");
    }

    /// <summary>Reads a URI; null for JSON null.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static Uri? ReadUri(ref Utf8JsonReader reader)
    {
        if (IsNull(ref reader)) return null;
        return Uri.TryCreate(ReadString(ref reader), UriKind.RelativeOrAbsolute, out Uri? value)
            ? value
            : throw Unexpected(ref reader, "a URI");
    }

    /// <summary>Reads a version; null for JSON null.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static Version? ReadVersion(ref Utf8JsonReader reader)
    {
        if (IsNull(ref reader)) return null;
        return ReadString(ref reader) is [>= '0' and <= '9', .., >= '0' and <= '9'] text && Version.TryParse(text, out Version? value)
            ? value
            : throw Unexpected(ref reader, "a version as major.minor");
    }

    /// <summary>Reads bytes from Base64; null for JSON null.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static byte[]? ReadByteArray(ref Utf8JsonReader reader)
    {
        if (IsNull(ref reader)) return null;
        return reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out byte[]? value)
            ? value
            : throw Unexpected(ref reader, "a string in Base64");
    }

    /// <summary>Reads bytes from Base64; empty for JSON null, as System.Text.Json has it.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The value does not fit.</exception>
    public static Memory<byte> ReadMemoryOfByte(ref Utf8JsonReader reader) => ReadByteArray(ref reader);

    /// <inheritdoc cref="ReadMemoryOfByte"/>
    public static ReadOnlyMemory<byte> ReadReadOnlyMemoryOfByte(ref Utf8JsonReader reader) => ReadByteArray(ref reader);

    private static T ReadWide<T>(ref Utf8JsonReader reader, string expected)
        where T : IUtf8SpanParsable<T>
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            ReadOnlySpan<byte> text = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
            if (T.TryParse(text, CultureInfo.InvariantCulture, out T? value)) return value;
        }

        throw Unexpected(ref reader, expected);
    }

    /// <summary>Reads a time span, which may be as short as <c>1</c>, a day.</summary>
    private static bool TryGetTimeSpan(ref Utf8JsonReader reader, scoped Span<byte> text, out TimeSpan value)
    {
        value = default;
        return TryGetText(ref reader, text, out int length)
            && text[..length] is [(byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..]
            && Utf8Parser.TryParse(text[..length], out value, out int consumed, 'c')
            && consumed == length;
    }

    private static bool TryGetText(ref Utf8JsonReader reader, scoped Span<byte> text, out int length)
    {
        length = 0;
        if (reader.TokenType != JsonTokenType.String || RawLength(ref reader) > text.Length) return false;
        length = reader.CopyString(text);
        return true;
    }

    private static bool TryGetText(ref Utf8JsonReader reader, scoped Span<char> text, out int length)
    {
        length = 0;
        if (reader.TokenType != JsonTokenType.String || RawLength(ref reader) > text.Length) return false;
        length = reader.CopyString(text);
        return true;
    }

    private static long RawLength(ref Utf8JsonReader reader) =>
        reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
}
