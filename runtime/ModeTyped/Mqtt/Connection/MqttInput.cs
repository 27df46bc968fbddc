using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>
/// What was received and is not handled yet. An idle connection waits with a small buffer, in which an acknowledgement
/// finds room, so that one among a thousand costs little; once that is full, a large, pooled one takes its place until
/// everything is handled. For one thread at a time.
/// </summary>
internal sealed class MqttInput
{
    private const int SmallSize = 128;
    private const int LargeSize = 16 * 1024;

    private readonly byte[] _small = new byte[SmallSize];
    private byte[] _buffer;
    private int _start;
    private int _end;

    public MqttInput() => _buffer = _small;

    public bool IsEmpty => _start == _end;

    public ReadOnlySequence<byte> Unread => new(_buffer, _start, _end - _start);

    /// <summary>Room to receive into. Grows only when full of one packet, so to less than twice the largest that is accepted.</summary>
    public Memory<byte> GetMemory()
    {
        if (_end == _buffer.Length) MakeRoom();
        return _buffer.AsMemory(_end);
    }

    /// <summary>Takes note of what was received.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>Takes note of what is left of <see cref="Unread"/>.</summary>
    public void Keep(in ReadOnlySequence<byte> rest)
    {
        _start = _end - (int)rest.Length;

        // Where the last bytes fitted just so, there are more.
        if (IsEmpty && _end < _buffer.Length) MoveTo(_small);
    }

    private void MakeRoom()
    {
        if (_start == 0 || _buffer == _small) MoveTo(ArrayPool<byte>.Shared.Rent(Math.Max(LargeSize, 2 * _buffer.Length)));
        else MoveTo(_buffer);
    }

    private void MoveTo(byte[] buffer)
    {
        byte[] old = _buffer;
        old.AsSpan(_start, _end - _start).CopyTo(buffer);
        _end -= _start;
        _start = 0;
        _buffer = buffer;
        if (old != _small && old != buffer) ArrayPool<byte>.Shared.Return(old);
    }
}
