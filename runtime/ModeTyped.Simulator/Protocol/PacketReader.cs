using System.Buffers.Binary;
using System.Text;

namespace ModeTyped.Simulator.Protocol;

/// <summary>Reads the fields of one packet's body. Every violation is a <see cref="RefusedException"/> with its reason.</summary>
internal ref struct PacketReader(string packet, ReadOnlySpan<byte> body)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = body;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte ReadByte(string field)
    {
        if (_rest.IsEmpty) throw Short(field);
        byte value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public ushort ReadUInt16(string field)
    {
        if (_rest.Length < 2) throw Short(field);
        ushort value = BinaryPrimitives.ReadUInt16BigEndian(_rest);
        _rest = _rest[2..];
        return value;
    }

    public ushort ReadPacketId()
    {
        ushort id = ReadUInt16("packet identifier");
        return id != 0 ? id : throw RefusedException.Malformed($"{packet} with packet identifier 0.");
    }

    /// <summary>Reads bytes behind their length of two bytes.</summary>
    public ReadOnlySpan<byte> ReadBinary(string field)
    {
        int length = ReadUInt16(field);
        if (_rest.Length < length) throw Short(field);
        ReadOnlySpan<byte> value = _rest[..length];
        _rest = _rest[length..];
        return value;
    }

    public string ReadString(string field)
    {
        ReadOnlySpan<byte> utf8 = ReadBinary(field);
        if (utf8.Contains((byte)0)) throw RefusedException.Malformed($"{packet} whose {field} has U+0000 in it.");
        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw RefusedException.Malformed($"{packet} whose {field} is not UTF-8.");
        }
    }

    public ReadOnlySpan<byte> ReadRest()
    {
        ReadOnlySpan<byte> rest = _rest;
        _rest = default;
        return rest;
    }

    public readonly void ExpectEnd()
    {
        if (!_rest.IsEmpty) throw RefusedException.Malformed($"{packet} with {_rest.Length} bytes too many.");
    }

    private readonly RefusedException Short(string field) =>
        RefusedException.Malformed($"{packet} that ends within its {field}.");
}
