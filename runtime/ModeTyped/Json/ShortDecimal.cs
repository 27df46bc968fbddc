using System.Globalization;

namespace ModeTyped.Json;

/// <summary>
/// Doubles with few decimals, as sensors give them, to text and back several times as fast as for any double. Exact: of
/// all decimals of at most 15 digits, no two are the same double, so one that divides to the value is its shortest text;
/// and a quotient of two integers that a double holds exactly is rounded once, as parsing rounds (Clinger, 1990).
/// </summary>
internal static class ShortDecimal
{
    /// <summary>The longest text that is written.</summary>
    public const int MaxLength = 16;

    private const int MaxDecimals = 5;
    private const int MaxDigits = 15;

    // Below the least, the shortest text may have an exponent; above the most, the decimals would exceed 15 digits.
    private const double Least = 1e-3;
    private const double Most = 1e9;

    private static readonly double[] Powers = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Writes the shortest text that reads back to the value, where that is short.</summary>
    /// <param name="value">The value.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="written">The length of the text.</param>
    public static bool TryFormat(double value, Span<byte> destination, out int written)
    {
        written = 0;
        double magnitude = Math.Abs(value);
        if (magnitude is not (>= Least and < Most)) return false;

        for (int decimals = 0; decimals <= MaxDecimals; decimals++)
        {
            double scaled = Math.Round(magnitude * Powers[decimals]);
            if (scaled / Powers[decimals] != magnitude) continue;

            if (value < 0) destination[written++] = (byte)'-';
            (ulong whole, ulong fraction) = Math.DivRem((ulong)scaled, (ulong)Powers[decimals]);
            whole.TryFormat(destination[written..], out int length, default, CultureInfo.InvariantCulture);
            written += length;
            if (decimals == 0) return true;

            destination[written++] = (byte)'.';
            for (int i = decimals - 1; i >= 0; i--)
            {
                destination[written + i] = (byte)('0' + (fraction % 10));
                fraction /= 10;
            }

            written += decimals;
            return true;
        }

        return false;
    }

    /// <summary>Reads a number of few digits and no exponent.</summary>
    /// <param name="text">A number as JSON has it.</param>
    /// <param name="value">The double next to it.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        bool isNegative = text[0] == (byte)'-';
        if (isNegative) text = text[1..];
        if (text.Length > MaxDigits + 1) return false;

        ulong digits = 0;
        int decimals = 0;
        bool afterPoint = false;
        foreach (byte character in text)
        {
            uint digit = (uint)(character - '0');
            if (digit > 9)
            {
                if (character != (byte)'.') return false;
                afterPoint = true;
                continue;
            }

            digits = (digits * 10) + digit;
            if (afterPoint) decimals++;
        }

        // Sixteen digits and no point are more than a double surely holds.
        if (text.Length > MaxDigits && !afterPoint) return false;
        value = digits / Powers[decimals];
        if (isNegative) value = -value;
        return true;
    }
}
