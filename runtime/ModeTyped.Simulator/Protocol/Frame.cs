using System.Buffers;

namespace ModeTyped.Simulator.Protocol;

/// <summary>One control packet as framed by its fixed header; MQTT 3.1.1, section 2.2.</summary>
internal readonly record struct Frame(PacketType Type, byte Flags, ReadOnlySequence<byte> Body)
{
    /// <summary>Takes one packet off the front of the buffer, or returns false where it is not all there yet.</summary>
    /// <exception cref="RefusedException">The header breaks the standard, or the packet is larger than allowed.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, int maxPacketSize, out Frame frame)
    {
        frame = default;
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryRead(out byte first)) return false;

        var type = (PacketType)(first >> 4);
        byte flags = (byte)(first & 0x0F);
        CheckFlags(type, flags);

        int length = 0;
        for (int shift = 0; ; shift += 7)
        {
            if (shift > 21) throw RefusedException.Malformed("Remaining length of more than four bytes.");
            if (!reader.TryRead(out byte digit)) return false;
            length |= (digit & 0x7F) << shift;
            if ((digit & 0x80) == 0) break;
        }

        if (length > maxPacketSize)
            throw RefusedException.Malformed($"Packet of {length} bytes; the simulator takes up to {maxPacketSize}.");
        if (reader.Remaining < length) return false;

        frame = new Frame(type, flags, buffer.Slice(reader.Position, length));
        buffer = buffer.Slice(frame.Body.End);
        return true;
    }

    private static void CheckFlags(PacketType type, byte flags)
    {
        if (type is 0 or > PacketType.Disconnect)
            throw RefusedException.Malformed($"Packet of the reserved type {(byte)type}.");
        if (type is PacketType.ConnAck or PacketType.SubAck or PacketType.UnsubAck or PacketType.PingResp)
            throw RefusedException.Malformed($"{type} from a client; only a server sends it.");

        byte expected = type is PacketType.PubRel or PacketType.Subscribe or PacketType.Unsubscribe ? (byte)0b0010 : (byte)0;
        if (type != PacketType.Publish && flags != expected)
            throw RefusedException.Malformed($"{type} with reserved flags {flags:b4}; the standard says {expected:b4}.");
    }
}
