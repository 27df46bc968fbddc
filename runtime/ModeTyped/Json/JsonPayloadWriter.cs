using System.Buffers;
using System.ComponentModel;

namespace ModeTyped.Json;

/// <summary>
/// Writes UTF-8 JSON for generated code straight into a buffer, without allocating. Nothing is visible in the buffer's
/// count before <see cref="Flush"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct JsonPayloadWriter
{
    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _written;

    /// <summary>Creates a writer.</summary>
    /// <param name="output">Where the JSON text goes.</param>
    public JsonPayloadWriter(IBufferWriter<byte> output)
    {
        _output = output;
        _span = output.GetSpan(256);
    }

    /// <summary>Writes bytes that are JSON already.</summary>
    /// <param name="utf8Json">The bytes.</param>
    public void WriteRaw(scoped ReadOnlySpan<byte> utf8Json)
    {
        if (utf8Json.Length > _span.Length - _written) Grow(utf8Json.Length);
        utf8Json.CopyTo(_span[_written..]);
        _written += utf8Json.Length;
    }

    /// <summary>Hands everything written to the output; the writer may go on after it.</summary>
    public void Flush()
    {
        _output.Advance(_written);
        _written = 0;
        _span = default;
    }

    private void Grow(int needed)
    {
        Flush();
        _span = _output.GetSpan(Math.Max(needed, 256));
    }
}
