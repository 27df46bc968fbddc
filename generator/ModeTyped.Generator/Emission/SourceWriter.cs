using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ModeTyped.Generator.Emission;

/// <summary>
/// Writes indented source text. Every <see cref="Write(string)"/> takes one or more whole lines, indents each of them
/// and ends the last; lines end with <c>\n</c> on every system. Holes in interpolated text take text and integers only,
/// so that no culture can slip in.
/// </summary>
internal sealed class SourceWriter
{
    private const string IndentUnit = "    ";

    private readonly StringBuilder _text = new(4096);
    private int _indent;

    /// <summary>Writes an empty line.</summary>
    public void Write() => _text.Append('\n');

    /// <summary>Writes lines at the current indentation, without what space they end in.</summary>
    public void Write(string lines)
    {
        int start = 0;
        while (true)
        {
            int end = lines.IndexOf('\n', start);
            int length = (end < 0 ? lines.Length : end) - start;
            while (length > 0 && lines[start + length - 1] is ' ' or '\r') length--;
            if (length > 0)
            {
                for (int i = 0; i < _indent; i++) _text.Append(IndentUnit);
                _text.Append(lines, start, length);
            }

            _text.Append('\n');
            if (end < 0) return;
            start = end + 1;
        }
    }

    /// <summary>Writes interpolated lines. A value of several lines is indented like the hole it fills.</summary>
    public void Write(Lines lines) => Write(lines.ToString());

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
    public void Open(Lines line) => Open(line.ToString());

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

    public override string ToString() => _text.ToString();

    /// <summary>Interpolated lines of source text.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Lines
    {
        private readonly StringBuilder _text;

        public Lines(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 32));

        public void AppendLiteral(string text) => _text.Append(text);

        public void AppendFormatted(int value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(long value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(string? text)
        {
            if (text is null) return;
            if (text.IndexOf('\n') < 0)
                _text.Append(text);
            else
                _text.Append(text.Replace("\n", "\n" + LeadingSpace()));
        }

        public override string ToString() => _text.ToString();

        private string LeadingSpace()
        {
            int start = _text.Length;
            while (start > 0 && _text[start - 1] != '\n') start--;
            int end = start;
            while (end < _text.Length && _text[end] == ' ') end++;
            return new string(' ', end - start);
        }
    }
}
