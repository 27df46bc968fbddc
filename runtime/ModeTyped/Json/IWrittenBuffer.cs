using System.Buffers;

namespace ModeTyped.Json;

/// <summary>An output whose bytes can be read again, so that an error in the midst of writing can tell its place.</summary>
internal interface IWrittenBuffer : IBufferWriter<byte>
{
    /// <summary>Everything written so far.</summary>
    ReadOnlyMemory<byte> Written { get; }
}
