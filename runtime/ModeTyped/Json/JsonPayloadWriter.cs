using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ModeTyped.Json;

/// <summary>
/// Writes UTF-8 JSON for generated code straight into a buffer, without allocating. The text equals
/// <see cref="System.Text.Json.Utf8JsonWriter"/>'s byte for byte. Nothing counts as written before <see cref="Flush"/>;
/// after an exception the output may hold part of the text and is to be discarded.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct JsonPayloadWriter
{
    private const int MinimumSpan = 256;

    /// <summary>System.Text.Json's limit, which also ends a cycle of objects before the stack does.</summary>
    private const int MaxDepth = 64;

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _written;
    private int _flushed;
    private int _depth;
    private byte _lastFlushed;

    private readonly byte Last => _written > 0 ? _span[_written - 1] : _lastFlushed;

    /// <summary>Creates a writer.</summary>
    /// <param name="output">Where the JSON text goes.</param>
    public JsonPayloadWriter(IBufferWriter<byte> output)
    {
        _output = output;
        _span = output.GetSpan(MinimumSpan);
    }

    /// <summary>Writes bytes that are JSON already.</summary>
    /// <param name="utf8Json">The bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw(scoped ReadOnlySpan<byte> utf8Json)
    {
        utf8Json.CopyTo(Reserve(utf8Json.Length));
        _written += utf8Json.Length;
    }

    /// <summary>Writes the start of an object or array, with what always follows it.</summary>
    /// <param name="utf8Json">JSON text with one more opening than closing bracket.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteStart(scoped ReadOnlySpan<byte> utf8Json)
    {
        if (++_depth > MaxDepth) ThrowTooDeep();
        WriteRaw(utf8Json);
    }

    /// <summary>Writes the end of an object or array.</summary>
    /// <param name="bracket">The closing bracket.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteEnd(byte bracket)
    {
        _depth--;
        Append(bracket);
    }

    /// <summary>Writes a property name whose comma depends on whether a property precedes it.</summary>
    /// <param name="utf8Name">The comma, the quoted name and the colon.</param>
    public void WriteName(scoped ReadOnlySpan<byte> utf8Name)
    {
        WriteRaw(Last == (byte)'{' ? utf8Name[1..] : utf8Name);
    }

    /// <summary>Begins an element of an array, with a comma where another precedes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void NextElement()
    {
        if (Last != (byte)'[') Append((byte)',');
    }

    /// <summary>Writes the key of a dictionary's entry, with a comma where another precedes it.</summary>
    /// <param name="key">The key.</param>
    public void WriteKey(string key)
    {
        if (Last != (byte)'{') Append((byte)',');
        WriteChars(key);
        Append((byte)':');
    }

    /// <summary>Begins the key of a dictionary's entry, with a comma where another precedes it.</summary>
    public void NextKey()
    {
        if (Last != (byte)'{') Append((byte)',');
    }

    /// <summary>Writes JSON null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>Passes on a value that its declaration says is never null.</summary>
    /// <typeparam name="T">The declared type.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="ModePayloadException"><paramref name="value"/> is null all the same.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T NotNull<T>([NotNull] T? value)
        where T : class
    {
        if (value is null) Throw("The value is null, and its declaration does not allow null. Declare it nullable, or set it.");
        return value;
    }

    /// <summary>Hands everything written to the output; the writer may go on after it.</summary>
    public void Flush()
    {
        _lastFlushed = Last;
        _output.Advance(_written);
        _flushed += _written;
        _written = 0;
        _span = default;
    }

    /// <summary>Room for at least <paramref name="length"/> bytes behind what is written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int length)
    {
        if (length > _span.Length - _written) Grow(length);
        return _span[_written..];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(byte value)
    {
        if (_written == _span.Length) Grow(1);
        _span[_written++] = value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int needed)
    {
        Flush();
        _span = _output.GetSpan(Math.Max(needed, MinimumSpan));
    }

    /// <summary>The error for a value of a derived type that its base does not declare.</summary>
    /// <param name="type">The type.</param>
    /// <exception cref="ModePayloadException">Always.</exception>
    [DoesNotReturn]
    public readonly void ThrowUnknownType(Type type) =>
        Throw($"The value is of type '{type}', which its declared type does not name with [JsonDerivedType]. Add it there.");

    /// <summary>The error for an immutable array that was never made.</summary>
    /// <exception cref="ModePayloadException">Always.</exception>
    [DoesNotReturn]
    public readonly void ThrowDefaultArray() => Throw("The immutable array is default, which is not the empty one. Initialize it.");

    [DoesNotReturn]
    private readonly void ThrowTooDeep() => Throw($"The value is nested more than {MaxDepth} levels deep, as an object that contains itself is.");

    /// <summary>Names the place by what is written so far, so that writing itself carries no names along.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="cause">The exception of a converter.</param>
    /// <param name="beyond">How many bytes of the output a converter has written since it was called.</param>
    [DoesNotReturn]
    private readonly void Throw(string message, Exception? cause = null, int beyond = 0)
    {
        string? path = FindPath(beyond);
        throw new ModePayloadException(path is null ? message : $"{message} Path: {path}.", path: path, innerException: cause);
    }

    /// <summary>The path of the value that is being written; null where the output does not let its bytes be read again.</summary>
    private readonly string? FindPath(int beyond)
    {
        ReadOnlySpan<byte> output = _output switch
        {
            ArrayBufferWriter<byte> buffer => buffer.WrittenSpan,
            IWrittenBuffer buffer => buffer.Written.Span,
            _ => default,
        };
        int end = output.Length - beyond;
        if (end >= _flushed) return JsonPath.OfUnfinished([.. output[(end - _flushed)..end], .. _span[.._written]]);
        return _flushed == 0 ? JsonPath.OfUnfinished(_span[.._written]) : null;
    }
}
