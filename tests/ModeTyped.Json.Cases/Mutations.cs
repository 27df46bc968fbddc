using System.Text;
using System.Text.Json;

namespace ModeTyped.Json.Cases;

/// <summary>Texts that a sample becomes when something breaks it, or almost.</summary>
public static class Mutations
{
    /// <summary>A value of every kind, right and wrong.</summary>
    private static readonly byte[][] Values = Bytes(
        "null", "true", "false", "0", "-0", "-1", "1.0", "1e0", "300", "70000", "1e400", "-1e-400", "99999999999999999999999999999999999999999", "01", "+1", ".5", "NaN",
        "\"\"", "\"x\"", "\"1\"", "\" 1 \"", "\"-1.5\"", "\"1e2\"", "\"NaN\"", "\"Infinity\"", "\"true\"", "\"A\"", "\"FRIDAY\"", "\"a, b\"", "\"2026-01-02T03:04:05.678Z\"", "\"12:30\"", "\"1.02:03:04\"",
        "\"300\"", "\"-1\"", "\"+3\"", "\"low\"", "\"LOW\"", "\" Low \"", "\"Low, High\"", "\"A, C\"", "\"a,b\"", "\"A,\"", "\"A, 4\"", "\"THE ZERO\"", "\"the zero\"", "\"one\"", "\"ONE\"", "\"read, RUN\"", "\"Read\"",
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u0041\\/\\n\"", "\"\\x\"", "\"\n\"", "'x'",
        "{}", "{\"a\":1}", "{\"a\":1,\"a\":2}", "{\"$type\":\"circle\"}", "{\"\\ud800\":1}", "[]", "[1]", "[null]", "[\"\\ud800\"]", "[[1,{\"a\":1,\"\\u0061\":2}]]", "{\"a\":}", "[1,]", "//x\n1", "");

    private static readonly byte[][] Names = Bytes("\"zzz\"", "\"\"", "\"$type\"", "\"$id\"", "\"\\ud800\"", "\"a\\u0000b\"", "null", "1", "x");

    private static readonly byte[][] Tails = Bytes(" ", "\n", "x", ",", "{}", "null", "\0", "]", "}", "//x", "\ufeff");

    /// <summary>The text cut off after each of its bytes.</summary>
    public static IEnumerable<byte[]> Truncated(byte[] sample)
    {
        for (int length = 0; length < sample.Length; length++) yield return sample[..length];
    }

    /// <summary>Each value replaced by one of every kind, also by what is no JSON at all.</summary>
    public static IEnumerable<byte[]> Replaced(byte[] sample)
    {
        foreach (Token token in Token.Of(sample))
        {
            if (token.IsName) continue;
            foreach (byte[] value in Values) yield return token.Replace(sample, value);
            yield return token.Replace(sample, [(byte)'"', 0xC3, 0x28, (byte)'"']);
            yield return token.Replace(sample, [(byte)'"', 0xED, 0xA0, 0x80, (byte)'"']);
            yield return token.Replace(sample, Deep(62 - token.Depth));
            yield return token.Replace(sample, Deep(63 - token.Depth));
            yield return token.Replace(sample, Deep(64 - token.Depth));
            yield return token.Replace(sample, Deep(200));
            if (token.IsString) yield return token.Replace(sample, Escape(token.Text(sample)));
        }
    }

    /// <summary>Each property renamed, left out, doubled, moved, and joined by others that nobody knows.</summary>
    public static IEnumerable<byte[]> Renamed(byte[] sample)
    {
        foreach (Token token in Token.Of(sample))
        {
            if (!token.IsName) continue;
            byte[] name = token.Text(sample);
            foreach (byte[] other in Names) yield return token.Replace(sample, other);
            yield return token.Replace(sample, [(byte)'"', 0xC3, 0x28, (byte)'"']);
            yield return token.Replace(sample, Escape(name));
            yield return token.Replace(sample, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(name).ToUpperInvariant()));

            byte[] property = sample[token.Start..token.ValueEnd];
            int end = token.ValueEnd;
            yield return [.. sample[..token.Start], .. property, (byte)',', .. sample[token.Start..]];
            yield return [.. sample[..end], (byte)',', .. Escape(name), .. ":null"u8, .. sample[end..]];
            yield return [.. sample[..end], (byte)',', .. name, .. ":{\"a\":[1]}"u8, .. sample[end..]];
            foreach (byte[] value in Bytes("1", "{\"a\":[1,{\"b\":\"\\ud800\"}]}", "[[\"\\ud800\",\"\\n\"]]", "[1,", "\"\\ud800\"", "{\"a\":1,\"a\":2}"))
                yield return [.. sample[..token.Start], .. "\"zzz\":"u8, .. value, (byte)',', .. sample[token.Start..]];
            yield return [.. sample[..token.Start], .. "\"zzz\":"u8, .. Deep(63 - token.Depth), (byte)',', .. sample[token.Start..]];
            yield return [.. sample[..token.Start], .. "\"zzz\":"u8, .. Deep(64 - token.Depth), (byte)',', .. sample[token.Start..]];
            yield return [.. sample[..token.Start], .. "\"$type\":\"circle\","u8, .. sample[token.Start..]];
            yield return [.. sample[..end], .. ",\"zzz\":1,\"zzz\":2"u8, .. sample[end..]];

            bool isLast = sample[end] != (byte)',';
            if (!isLast) yield return [.. sample[..token.Start], .. sample[(end + 1)..]];
            else if (sample[token.Start - 1] == (byte)',') yield return [.. sample[..(token.Start - 1)], .. sample[end..]];
            else yield return [.. sample[..token.Start], .. sample[end..]];
        }
    }

    /// <summary>Something before, behind and between.</summary>
    public static IEnumerable<byte[]> Framed(byte[] sample)
    {
        foreach (byte[] tail in Tails)
        {
            yield return [.. sample, .. tail];
            yield return [.. tail, .. sample];
        }

        foreach (Token token in Token.Of(sample))
        {
            yield return [.. sample[..token.Start], .. " \r\n\t"u8, .. sample[token.Start..token.End], (byte)' ', .. sample[token.End..]];
            yield return [.. sample[..token.Start], (byte)',', .. sample[token.Start..]];
            yield return [.. sample[..token.End], (byte)',', .. sample[token.End..]];
        }
    }

    /// <summary>Bytes changed at random.</summary>
    /// <param name="sample">The text.</param>
    /// <param name="count">How many texts.</param>
    /// <param name="random">Where chance comes from.</param>
    public static IEnumerable<byte[]> Scrambled(byte[] sample, int count, Random random)
    {
        ReadOnlyMemory<byte> likely = "{}[]\",:\\0-.eEu nt\0"u8.ToArray();
        for (int i = 0; i < count; i++)
        {
            byte[] text = [.. sample];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
                text[random.Next(text.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : likely.Span[random.Next(likely.Length)];
            yield return text;
        }
    }

    private static byte[] Deep(int levels) => Encoding.UTF8.GetBytes(new string('[', Math.Max(levels, 0)) + new string(']', Math.Max(levels, 0)));

    /// <summary>A JSON string with each of its characters escaped.</summary>
    private static byte[] Escape(byte[] quoted)
    {
        string text = JsonDocument.Parse(quoted).RootElement.GetString()!;
        return Encoding.UTF8.GetBytes($"\"{string.Concat(text.Select(static c => $"\\u{(int)c:x4}"))}\"");
    }

    private static byte[][] Bytes(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
