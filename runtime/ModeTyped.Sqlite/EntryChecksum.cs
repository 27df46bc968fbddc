using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ModeTyped.Sqlite;

/// <summary>A CRC-32C of all that an entry says: SQLite notices damage to its own structure only, not to what it stores.</summary>
internal static class EntryChecksum
{
    public static long Of(in OutboxEntry entry)
    {
        uint sum = BitOperations.Crc32C(uint.MaxValue, (ulong)entry.Id);
        sum = BitOperations.Crc32C(sum, (ulong)(entry.ExpiresAt?.ToUnixTimeMilliseconds() ?? -1));
        sum = Add(sum, MemoryMarshal.AsBytes(entry.Topic.AsSpan()));
        sum = Add(sum, MemoryMarshal.AsBytes(entry.ReplaceKey.AsSpan()));
        return Add(sum, entry.Payload.Span);
    }

    private static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        sum = BitOperations.Crc32C(sum, (uint)bytes.Length);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte b in bytes) sum = BitOperations.Crc32C(sum, b);
        return sum;
    }
}
