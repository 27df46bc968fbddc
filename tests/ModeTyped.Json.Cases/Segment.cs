using System.Buffers;

namespace ModeTyped.Json.Cases;

/// <summary>A piece of a text that lies in memory here and there.</summary>
internal sealed class Segment : ReadOnlySequenceSegment<byte>
{
    public static ReadOnlySequence<byte> Split(ReadOnlyMemory<byte> text, int length)
    {
        var first = new Segment { Memory = text[..Math.Min(length, text.Length)] };
        Segment last = first;
        for (int start = length; start < text.Length; start += length)
        {
            var next = new Segment { Memory = text.Slice(start, Math.Min(length, text.Length - start)), RunningIndex = start };
            last.Next = next;
            last = next;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}
