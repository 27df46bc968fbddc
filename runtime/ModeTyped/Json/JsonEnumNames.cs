using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json;

/// <summary>
/// The JSON names of an enum's values, for what generated code leaves open: names in another case, combined flags,
/// numbers in text and values without a name. Immutable.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonEnumNames
{
    private readonly bool _isFlags;
    private readonly bool _isSigned;
    private readonly int _bitCount;
    private readonly (string Name, ulong Bits, bool IsExact)[] _fields;
    private readonly (byte[] Name, ulong Bits)[] _utf8Fields;

    /// <summary>Creates the table.</summary>
    /// <param name="isFlags">Whether values combine.</param>
    /// <param name="isSigned">Whether the enum's type has negative values.</param>
    /// <param name="bitCount">The size of the enum's type in bits.</param>
    /// <param name="fields">The names with their values as 64 bits, sign extended; exact are those that are read in their own case only.</param>
    public JsonEnumNames(bool isFlags, bool isSigned, int bitCount, params (string Name, ulong Bits, bool IsExact)[] fields)
    {
        _isFlags = isFlags;
        _isSigned = isSigned;
        _bitCount = bitCount;
        _fields = fields;
        _utf8Fields = Array.ConvertAll(fields, static field => (Encoding.UTF8.GetBytes(field.Name), field.Bits));
    }

    /// <summary>Writes a value that is no single name: as names with commas where it combines flags, else as a number.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="bits">The value.</param>
    public void WriteOther(ref JsonPayloadWriter writer, ulong bits)
    {
        if (_isFlags && Combine(bits) is { } names) writer.WriteString(names);
        else if (_isSigned) writer.WriteInt64(unchecked((long)bits));
        else writer.WriteUInt64(bits);
    }

    /// <summary>Writes a value as the name of a property: as text whatever the enum's form.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="bits">The value.</param>
    public void WriteKey(ref JsonPayloadWriter writer, ulong bits)
    {
        foreach ((string name, ulong value, _) in _fields)
        {
            if (value != bits) continue;
            writer.WriteString(name);
            return;
        }

        if (_isFlags && Combine(bits) is { } names) writer.WriteString(names);
        else if (_isSigned) writer.WriteNumber(unchecked((long)bits), JsonNumberHandling.WriteAsString);
        else writer.WriteNumber(bits, JsonNumberHandling.WriteAsString);
    }

    /// <summary>Reads a value from a string.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The string names no value.</exception>
    public ulong Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            foreach ((byte[] name, ulong value) in _utf8Fields)
                if (reader.ValueTextEquals(name)) return value;

            ReadOnlySpan<char> text = JsonPayloadReader.ReadString(ref reader).AsSpan().Trim();
            if (TryParse(text, out ulong bits)) return bits;
        }

        throw JsonPayloadReader.Unexpected(ref reader, $"one of {string.Join(", ", _fields.Select(field => field.Name))}");
    }

    private bool TryParse(ReadOnlySpan<char> text, out ulong bits)
    {
        if (TryFind(text, out bits)) return true;
        if (!text.IsEmpty && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+')) return TryParseNumber(text, out bits);

        bits = 0;
        do
        {
            int comma = text.IndexOf(',');
            ReadOnlySpan<char> name = comma < 0 ? text : text[..comma].TrimEnd();
            if (!TryFind(name, out ulong part)) return false;
            bits |= part;
            text = comma < 0 ? default : text[(comma + 1)..].TrimStart();
        }
        while (!text.IsEmpty);
        return true;
    }

    private bool TryParseNumber(ReadOnlySpan<char> text, out ulong bits)
    {
        int unused = 64 - _bitCount;
        if (!_isSigned)
            return ulong.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out bits) && bits << unused >> unused == bits;

        bool isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value);
        bits = unchecked((ulong)value);
        return isNumber && value << unused >> unused == value;
    }

    /// <summary>Finds a name as it is written, else ignoring case where it may be ignored.</summary>
    private bool TryFind(ReadOnlySpan<char> name, out ulong bits)
    {
        foreach ((string field, ulong value, _) in _fields)
        {
            if (!name.SequenceEqual(field)) continue;
            bits = value;
            return true;
        }

        foreach ((string field, ulong value, bool isExact) in _fields)
        {
            if (isExact || !name.Equals(field, StringComparison.OrdinalIgnoreCase)) continue;
            bits = value;
            return true;
        }

        bits = 0;
        return false;
    }

    private string? Combine(ulong bits)
    {
        var names = new StringBuilder();
        for (int i = _fields.Length - 1; i >= 0; i--)
        {
            (string name, ulong flag, _) = _fields[i];
            if (flag == 0 || (bits & flag) != flag) continue;
            bits &= ~flag;
            names.Insert(0, names.Length == 0 ? name : name + ", ");
        }

        return bits == 0 && names.Length > 0 ? names.ToString() : null;
    }
}
