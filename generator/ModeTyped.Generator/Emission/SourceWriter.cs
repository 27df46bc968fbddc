using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ModeTyped.Generator.Emission;

/// <summary>
/// Writes indented source text. Every <see cref="Write(string)"/> takes one or more whole lines, indents each of them
/// and ends the last; lines end with <c>\n</c> on every system. Holes in interpolated text take text and integers only,
/// so that no culture can slip in; they go straight into the text and must not write to it themselves.
/// </summary>
internal sealed class SourceWriter
{
    private const int IndentWidth = 4;
    private const int InitialCapacity = 8 * 1024;
    private const int MaxKeptCapacity = 128 * 1024;

    // Files are written one after the other, and a builder for each would cost more than their text.
    [ThreadStatic]
    private static StringBuilder? _free;

    private readonly StringBuilder _text = _free ?? new StringBuilder(InitialCapacity);
    private int _lineStart;
    private int _indent;

    public SourceWriter() => _free = null;

    /// <summary>Writes an empty line.</summary>
    public void Write() => EndLine();

    /// <summary>Writes lines at the current indentation, without what space they end in.</summary>
    public void Write(string lines)
    {
        Append(lines);
        EndLine();
    }

    /// <summary>Writes interpolated lines. A value of several lines is indented like the hole it fills.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] Lines lines) => EndLine();

    /// <summary>Writes an opening brace and indents what follows.</summary>
    public void Open()
    {
        Write("{");
        _indent++;
    }

    /// <summary>Writes a line and an opening brace, and indents what follows.</summary>
    public void Open(string line)
    {
        Write(line);
        Open();
    }

    /// <inheritdoc cref="Open(string)"/>
    public void Open([InterpolatedStringHandlerArgument("")] Lines line)
    {
        EndLine();
        Open();
    }

    /// <summary>Ends what <see cref="Open()"/> began.</summary>
    /// <param name="end">What stands after the brace on its line.</param>
    public void Close(string end = "")
    {
        _indent--;
        Write("}" + end);
    }

    /// <summary>Indents what follows by one more level, without a brace.</summary>
    public void Indent() => _indent++;

    /// <summary>Ends what <see cref="Indent"/> began.</summary>
    public void Unindent() => _indent--;

    /// <summary>Returns the text. Nothing can be written after it.</summary>
    public string Finish()
    {
        string text = _text.ToString();
        if (_text.Capacity <= MaxKeptCapacity) _free = _text.Clear();
        return text;
    }

    private void Append(string text)
    {
        int start = 0;
        while (true)
        {
            int end = text.IndexOf('\n', start);
            int length = (end < 0 ? text.Length : end) - start;
            if (length > 0)
            {
                if (_text.Length == _lineStart) _text.Append(' ', _indent * IndentWidth);
                _text.Append(text, start, length);
            }

            if (end < 0) return;
            EndLine();
            start = end + 1;
        }
    }

    private void EndLine()
    {
        int end = _text.Length;
        while (end > _lineStart && _text[end - 1] is ' ' or '\r') end--;
        _text.Length = end;
        _text.Append('\n');
        _lineStart = end + 1;
    }

    private string LeadingSpace()
    {
        int start = Math.Min(_lineStart + (_indent * IndentWidth), _text.Length);
        int end = start;
        while (end < _text.Length && _text[end] == ' ') end++;
        return new string(' ', end - start);
    }

    /// <summary>Interpolated lines of source text.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Lines
    {
        private readonly SourceWriter _writer;

        public Lines(int literalLength, int formattedCount, SourceWriter writer) => _writer = writer;

        public void AppendLiteral(string text) => _writer.Append(text);

        public void AppendFormatted(int value) => _writer.Append(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(long value) => _writer.Append(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(string? text)
        {
            if (text is null) return;
            _writer.Append(text.IndexOf('\n') < 0 ? text : text.Replace("\n", "\n" + _writer.LeadingSpace()));
        }
    }
}
