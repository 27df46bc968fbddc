using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace ModeTyped.Json;

public ref partial struct JsonPayloadWriter
{
    /// <summary>More than the longest text of any number, date or identifier, quotes included.</summary>
    private const int MaxScalarLength = 64;

    /// <summary>What <see cref="JavaScriptEncoder.Default"/> leaves as it is.</summary>
    private static readonly SearchValues<char> Unescaped = SearchValues.Create(
        " !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>Writes a boolean.</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    /// <summary>Writes an integer.</summary>
    /// <param name="value">The value.</param>
    public void WriteSByte(sbyte value) => WriteInt64(value);

    /// <inheritdoc cref="WriteSByte"/>
    public void WriteByte(byte value) => WriteUInt64(value);

    /// <inheritdoc cref="WriteSByte"/>
    public void WriteInt16(short value) => WriteInt64(value);

    /// <inheritdoc cref="WriteSByte"/>
    public void WriteUInt16(ushort value) => WriteUInt64(value);

    /// <inheritdoc cref="WriteSByte"/>
    public void WriteInt32(int value) => WriteInt64(value);

    /// <inheritdoc cref="WriteSByte"/>
    public void WriteUInt32(uint value) => WriteUInt64(value);

    /// <inheritdoc cref="WriteSByte"/>
    public void WriteInt64(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(MaxScalarLength), out int length);
        _written += length;
    }

    /// <inheritdoc cref="WriteSByte"/>
    public void WriteUInt64(ulong value)
    {
        Utf8Formatter.TryFormat(value, Reserve(MaxScalarLength), out int length);
        _written += length;
    }

    /// <inheritdoc cref="WriteSByte"/>
    public void WriteInt128(Int128 value) => WriteFormattable(value, default);

    /// <inheritdoc cref="WriteSByte"/>
    public void WriteUInt128(UInt128 value) => WriteFormattable(value, default);

    /// <summary>Writes a number with the fewest digits that read back to it.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ModePayloadException"><paramref name="value"/> is NaN or infinite, which JSON cannot say.</exception>
    public void WriteDouble(double value)
    {
        if (ShortDecimal.TryFormat(value, Reserve(ShortDecimal.MaxLength), out int length))
        {
            _written += length;
            return;
        }

        if (!double.IsFinite(value)) ThrowNotFinite(value);
        WriteFormattable(value, default);
    }

    /// <inheritdoc cref="WriteDouble"/>
    public void WriteSingle(float value)
    {
        if (!float.IsFinite(value)) ThrowNotFinite(value);
        WriteFormattable(value, default);
    }

    /// <inheritdoc cref="WriteDouble"/>
    public void WriteHalf(Half value)
    {
        if (!Half.IsFinite(value)) ThrowNotFinite((double)value);
        WriteFormattable(value, default);
    }

    /// <summary>Writes a decimal with all its digits, trailing zeros included.</summary>
    /// <param name="value">The value.</param>
    public void WriteDecimal(decimal value) => WriteFormattable(value, default);

    /// <summary>Writes a number as a type or contract wants it: in a string, or by name where it is not finite.</summary>
    /// <typeparam name="T">The type of the number.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="handling">What is wanted.</param>
    public void WriteNumber<T>(T value, JsonNumberHandling handling)
        where T : struct, INumberBase<T>
    {
        bool isFinite = T.IsFinite(value);
        bool quotes = (handling & JsonNumberHandling.WriteAsString) != 0 || !isFinite;
        if (!isFinite && (handling & (JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowNamedFloatingPointLiterals)) == 0)
            ThrowNotFinite(double.CreateTruncating(value));

        if (quotes) WriteQuoted(value, default);
        else WriteFormattable(value, default);
    }

    /// <summary>Writes a number as the name of a property.</summary>
    /// <typeparam name="T">The type of the number.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="ModePayloadException"><paramref name="value"/> is a <see cref="double"/> that is NaN or infinite.</exception>
    public void WriteNumberKey<T>(T value)
        where T : struct, INumberBase<T>
    {
        // As in System.Text.Json, which writes the names of the other types.
        if (typeof(T) == typeof(double) && !T.IsFinite(value)) ThrowNotFinite(double.CreateTruncating(value));
        WriteQuoted(value, default);
    }

    /// <summary>Writes a string, or null.</summary>
    /// <param name="value">The value.</param>
    public void WriteString(string? value)
    {
        if (value is null) WriteNull();
        else WriteChars(value);
    }

    /// <summary>Writes a character as a string.</summary>
    /// <param name="value">The value.</param>
    public void WriteChar(char value) => WriteChars(new ReadOnlySpan<char>(in value));

    /// <summary>Writes a Guid as 32 digits with hyphens.</summary>
    /// <param name="value">The value.</param>
    public void WriteGuid(Guid value) => WriteQuoted(value, "D");

    /// <summary>Writes a date and time in ISO 8601 with the digits of its fraction that count.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTime(DateTime value)
    {
        Span<byte> text = stackalloc byte[MaxScalarLength];
        Utf8Formatter.TryFormat(value, text, out int length, 'O');
        WriteTimestamp(text[..length]);
    }

    /// <inheritdoc cref="WriteDateTime"/>
    public void WriteDateTimeOffset(DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[MaxScalarLength];
        Utf8Formatter.TryFormat(value, text, out int length, 'O');
        WriteTimestamp(text[..length]);
    }

    /// <summary>Writes a date as <c>yyyy-MM-dd</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateOnly(DateOnly value) => WriteQuoted(value, "O");

    /// <summary>Writes a time of day as <c>hh:mm:ss[.fffffff]</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeOnly(TimeOnly value) => WriteTimeSpan(value.ToTimeSpan());

    /// <summary>Writes a time span as <c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeSpan(TimeSpan value) => WriteQuoted(value, "c");

    /// <summary>Writes a URI as it was given, or null.</summary>
    /// <param name="value">The value.</param>
    public void WriteUri(Uri? value) => WriteString(value?.OriginalString);

    /// <summary>Writes a version, or null.</summary>
    /// <param name="value">The value.</param>
    public void WriteVersion(Version? value)
    {
        if (value is null) WriteNull();
        else WriteQuoted(value, default);
    }

    /// <summary>Writes bytes in Base64, or null.</summary>
    /// <param name="value">The bytes.</param>
    public void WriteByteArray(byte[]? value)
    {
        if (value is null) WriteNull();
        else WriteBase64(value);
    }

    /// <summary>Writes bytes in Base64.</summary>
    /// <param name="value">The bytes.</param>
    public void WriteMemoryOfByte(Memory<byte> value) => WriteBase64(value.Span);

    /// <inheritdoc cref="WriteMemoryOfByte"/>
    public void WriteReadOnlyMemoryOfByte(ReadOnlyMemory<byte> value) => WriteBase64(value.Span);

    private void WriteChars(scoped ReadOnlySpan<char> value)
    {
        if (value.ContainsAnyExcept(Unescaped))
        {
            WriteEscaped(value);
            return;
        }

        Span<byte> target = Reserve(value.Length + 2);
        target[0] = (byte)'"';
        Ascii.FromUtf16(value, target[1..], out int length);
        target[length + 1] = (byte)'"';
        _written += length + 2;
    }

    private void WriteEscaped(scoped ReadOnlySpan<char> value)
    {
        Span<char> escaped = stackalloc char[MinimumSpan];
        Append((byte)'"');
        while (!value.IsEmpty)
        {
            JavaScriptEncoder.Default.Encode(value, escaped, out int consumed, out int produced);
            Ascii.FromUtf16(escaped[..produced], Reserve(produced), out int length);
            _written += length;
            value = value[consumed..];
        }

        Append((byte)'"');
    }

    private void WriteBase64(scoped ReadOnlySpan<byte> value)
    {
        // A multiple of three bytes encodes without padding, so whole chunks can follow each other.
        const int Chunk = 3 * 1024;
        Append((byte)'"');
        do
        {
            ReadOnlySpan<byte> part = value.Length > Chunk ? value[..Chunk] : value;
            Base64.EncodeToUtf8(part, Reserve(Base64.GetMaxEncodedToUtf8Length(part.Length)), out _, out int length);
            _written += length;
            value = value[part.Length..];
        }
        while (!value.IsEmpty);
        Append((byte)'"');
    }

    /// <summary>Drops the zeros at the end of the seven-digit fraction of the format "O", as System.Text.Json does.</summary>
    private void WriteTimestamp(scoped ReadOnlySpan<byte> roundTrip)
    {
        const int WholeSeconds = 19;
        const int WithFraction = 27;
        int length = roundTrip[..WithFraction].TrimEnd((byte)'0').Length;
        if (length == WholeSeconds + 1) length = WholeSeconds;

        Span<byte> target = Reserve(MaxScalarLength);
        target[0] = (byte)'"';
        roundTrip[..length].CopyTo(target[1..]);
        roundTrip[WithFraction..].CopyTo(target[(length + 1)..]);
        length += roundTrip.Length - WithFraction;
        target[length + 1] = (byte)'"';
        _written += length + 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteFormattable<T>(T value, scoped ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(Reserve(MaxScalarLength), out int length, format, CultureInfo.InvariantCulture);
        _written += length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteQuoted<T>(T value, scoped ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        Span<byte> target = Reserve(MaxScalarLength);
        target[0] = (byte)'"';
        value.TryFormat(target[1..], out int length, format, CultureInfo.InvariantCulture);
        target[length + 1] = (byte)'"';
        _written += length + 2;
    }

    private readonly void ThrowNotFinite(double value) => Throw(
        $"The number {value.ToString(CultureInfo.InvariantCulture)} has no JSON form. Send a finite number, or declare the member nullable and leave it out.");
}
