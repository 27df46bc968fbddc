using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace ModeTyped.Mqtt;

/// <summary>Reads the fields of a packet's body in order; every shortage and every surplus is a protocol error.</summary>
internal struct MqttBodyReader(in MqttPacket packet)
{
    private readonly MqttPacketType _type = packet.Type;
    private ReadOnlySequence<byte> _rest = packet.Body;

    public readonly bool End => _rest.IsEmpty;

    public byte ReadByte()
    {
        Require(1);
        byte value = _rest.FirstSpan[0];
        _rest = _rest.Slice(1);
        return value;
    }

    public ushort ReadUInt16()
    {
        Require(2);
        ReadOnlySpan<byte> first = _rest.FirstSpan;
        ushort value = first.Length >= 2
            ? BinaryPrimitives.ReadUInt16BigEndian(first)
            : (ushort)((first[0] << 8) | _rest.Slice(1).FirstSpan[0]);
        _rest = _rest.Slice(2);
        return value;
    }

    /// <summary>A packet identifier, which is never 0 (section 2.3.1).</summary>
    public ushort ReadPacketId()
    {
        ushort id = ReadUInt16();
        return id != 0 ? id : throw new MqttProtocolException($"A {_type} packet has the packet identifier 0.");
    }

    /// <summary>Bytes after their two-byte length.</summary>
    public ReadOnlySequence<byte> ReadBinary()
    {
        int length = ReadUInt16();
        Require(length);
        ReadOnlySequence<byte> value = _rest.Slice(0, length);
        _rest = _rest.Slice(value.End);
        return value;
    }

    /// <summary>A UTF-8 string after its two-byte length: well formed and without U+0000 (section 1.5.3).</summary>
    public ReadOnlySequence<byte> ReadText()
    {
        ReadOnlySequence<byte> value = ReadBinary();
        if (value.IsSingleSegment)
        {
            CheckText(value.FirstSpan);
            return value;
        }

        byte[] copy = ArrayPool<byte>.Shared.Rent((int)value.Length);
        try
        {
            value.CopyTo(copy);
            CheckText(copy.AsSpan(0, (int)value.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }

        return value;
    }

    /// <summary>A topic name or filter: a text of at least one character (section 4.7.3).</summary>
    public ReadOnlySequence<byte> ReadTopic()
    {
        ReadOnlySequence<byte> value = ReadText();
        return !value.IsEmpty ? value : throw new MqttProtocolException($"A {_type} packet has an empty topic.");
    }

    public ReadOnlySequence<byte> ReadRest()
    {
        ReadOnlySequence<byte> rest = _rest;
        _rest = default;
        return rest;
    }

    public readonly void RequireEnd()
    {
        if (!_rest.IsEmpty) throw new MqttProtocolException($"A {_type} packet has {_rest.Length} bytes too many.");
    }

    private readonly void Require(int length)
    {
        if (_rest.Length < length) throw new MqttProtocolException($"A {_type} packet is too short.");
    }

    private readonly void CheckText(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8) || utf8.Contains((byte)0))
            throw new MqttProtocolException($"A {_type} packet has a text that is not UTF-8 or contains U+0000.");
    }
}
