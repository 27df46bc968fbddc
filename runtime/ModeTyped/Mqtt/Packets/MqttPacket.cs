using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>
/// One control packet as framed by its fixed header (MQTT 3.1.1 section 2.2). It points into the buffer it was read
/// from and is valid only as long as that is.
/// </summary>
internal readonly struct MqttPacket
{
    /// <summary>The largest remaining length that MQTT can express, in bytes.</summary>
    public const int MaxRemainingLength = 268_435_455;

    /// <summary>The largest fixed header in bytes: one of type and flags, four of remaining length.</summary>
    public const int MaxHeaderSize = 5;

    private MqttPacket(MqttPacketType type, byte flags, ReadOnlySequence<byte> body)
    {
        Type = type;
        Flags = flags;
        Body = body;
    }

    public MqttPacketType Type { get; }

    /// <summary>The four low bits of the first byte; checked for every type but PUBLISH, which gives them a meaning.</summary>
    public byte Flags { get; }

    /// <summary>Everything after the fixed header.</summary>
    public ReadOnlySequence<byte> Body { get; }

    /// <summary>Takes the next whole packet off the buffer.</summary>
    /// <param name="buffer">Received bytes; advanced past the packet when there is one, else unchanged.</param>
    /// <param name="maxPacketSize">The largest packet to accept, fixed header included, in bytes.</param>
    /// <param name="packet">The packet.</param>
    /// <returns>False where more bytes are needed.</returns>
    /// <exception cref="MqttProtocolException">The fixed header is malformed, or announces too large a packet.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, int maxPacketSize, out MqttPacket packet)
    {
        packet = default;
        ReadOnlySpan<byte> header = buffer.FirstSpan;
        if (header.Length < MaxHeaderSize && !buffer.IsSingleSegment)
        {
            Span<byte> copy = stackalloc byte[(int)Math.Min(buffer.Length, MaxHeaderSize)];
            buffer.Slice(0, copy.Length).CopyTo(copy);
            return TryRead(ref buffer, copy, maxPacketSize, out packet);
        }

        return TryRead(ref buffer, header, maxPacketSize, out packet);
    }

    private static bool TryRead(
        ref ReadOnlySequence<byte> buffer, ReadOnlySpan<byte> header, int maxPacketSize, out MqttPacket packet)
    {
        packet = default;
        if (header.IsEmpty) return false;

        var type = (MqttPacketType)(header[0] >> 4);
        byte flags = (byte)(header[0] & 0x0F);
        CheckFlags(type, flags);

        int remainingLength = 0;
        int headerSize = 1;
        byte digit;
        do
        {
            if (headerSize == MaxHeaderSize)
                throw new MqttProtocolException("A remaining length has more than four bytes.");
            if (headerSize == header.Length) return false;
            digit = header[headerSize];
            remainingLength |= (digit & 0x7F) << (7 * (headerSize - 1));
            headerSize++;
        }
        while ((digit & 0x80) != 0);

        if (headerSize + remainingLength > maxPacketSize)
        {
            throw new MqttProtocolException(
                $"A {type} packet of {headerSize + remainingLength} bytes exceeds the limit of {maxPacketSize} bytes.");
        }

        if (buffer.Length < headerSize + remainingLength) return false;
        packet = new MqttPacket(type, flags, buffer.Slice(headerSize, remainingLength));
        buffer = buffer.Slice(packet.Body.End);
        return true;
    }

    private static void CheckFlags(MqttPacketType type, byte flags)
    {
        switch (type)
        {
            case 0 or > MqttPacketType.Disconnect:
                throw new MqttProtocolException($"Packet type {(byte)type} is reserved.");
            case MqttPacketType.Publish:
                if ((flags & 0b0110) == 0b0110) throw new MqttProtocolException("A PUBLISH packet asks for QoS 3.");
                break;
            case MqttPacketType.PubRel or MqttPacketType.Subscribe or MqttPacketType.Unsubscribe when flags == 0b0010:
            case not (MqttPacketType.PubRel or MqttPacketType.Subscribe or MqttPacketType.Unsubscribe) when flags == 0:
                break;
            default:
                throw new MqttProtocolException($"A {type} packet has the reserved flags {flags:x}.");
        }
    }
}
