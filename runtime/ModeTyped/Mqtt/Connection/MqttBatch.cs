using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>What one write to the socket carries: encoded packets, then perhaps the payload of the last one uncopied.</summary>
internal sealed class MqttBatch : IBufferWriter<byte>
{
    /// <summary>Bytes per write at which sharing system calls gains nothing more.</summary>
    private const int Capacity = 32 * 1024;

    private const int InitialCapacity = 512;

    // A pooled one while there is something to write, so that an idle connection among a thousand holds none.
    private byte[] _array = [];
    private int _length;
    private int _reserved;

    /// <summary>The sends in this batch, in order.</summary>
    public MqttSendList Sends { get; } = new();

    public ReadOnlyMemory<byte> Encoded => _array.AsMemory(0, _length);

    public ReadOnlyMemory<byte> Bulk { get; set; }

    public bool HasPing { get; set; }

    /// <summary>Makes sure of room for a packet of this size; the first always finds some.</summary>
    public bool TryReserve(int size)
    {
        if (_reserved > 0 && _reserved + size > Capacity - MqttPacket.MaxHeaderSize) return false;
        _reserved += size;
        return true;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _array.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _array.AsSpan(_length);
    }

    public void Clear()
    {
        if (_array.Length > 0) ArrayPool<byte>.Shared.Return(_array);
        _array = [];
        _length = _reserved = 0;
        Bulk = default;
        HasPing = false;
    }

    private void Ensure(int size)
    {
        size = Math.Max(size, 1);
        if (_array.Length - _length >= size) return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + size, InitialCapacity));
        Encoded.CopyTo(larger);
        if (_array.Length > 0) ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
