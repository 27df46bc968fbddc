using System.Text;
using ModeTyped.Json.Cases;

namespace ModeTyped.Json.Tests.Differential;

/// <summary>Whatever arrives, it is accepted or refused as by System.Text.Json, with the same value, or the same path in the error.</summary>
public sealed class BrokenInputTests : CaseTests
{
    private const int Samples = 3;

    [Theory]
    [MemberData(nameof(Names))]
    public void Texts_that_end_early_are_refused_alike(string name) => Compare(name, Mutations.Truncated);

    [Theory]
    [MemberData(nameof(Names))]
    public void Other_values_are_accepted_and_refused_alike(string name) => Compare(name, Mutations.Replaced);

    [Theory]
    [MemberData(nameof(Names))]
    public void Other_names_are_accepted_and_refused_alike(string name) => Compare(name, Mutations.Renamed);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_stands_around_is_accepted_and_refused_alike(string name) => Compare(name, Mutations.Framed);

    [Theory]
    [MemberData(nameof(Names))]
    public void Changed_bytes_are_accepted_and_refused_alike(string name)
    {
        Say($"MODETYPED_JSON_SEED={Seed}");
        Compare(name, static sample => Mutations.Scrambled(sample, 50, new Random(Seed)), comparePaths: false);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Texts_in_pieces_are_read_as_whole_ones(string name)
    {
        JsonCase one = Case(name);
        foreach (byte[] sample in SamplesOf(one))
        {
            foreach (byte[] text in (IEnumerable<byte[]>)[sample, .. Mutations.Renamed(sample).Take(60), .. Mutations.Replaced(sample).Take(120)])
            {
                foreach (int length in (int[])[1, 7])
                    if (one.CompareSegments(text, length) is { } difference) Assert.Fail(difference);
            }
        }
    }

    private static void Compare(string name, Func<byte[], IEnumerable<byte[]>> mutate, bool comparePaths = true)
    {
        JsonCase one = Case(name);
        foreach (byte[] sample in SamplesOf(one))
        {
            foreach (byte[] text in mutate(sample))
                if (one.CompareText(text, Reflection(name), comparePaths) is { } difference) Assert.Fail(difference);
        }
    }

    /// <summary>Short texts with most members set, always the same.</summary>
    private static IEnumerable<byte[]> SamplesOf(JsonCase one)
    {
        var random = new Random(1);
        var samples = new HashSet<string>();
        for (int i = 0; i < 200 && samples.Count < Samples; i++)
        {
            int[] choices = [.. Enumerable.Range(0, 100).Select(_ => random.Next())];
            if (one.Sample(choices) is { Length: < 600 } sample) samples.Add(Encoding.UTF8.GetString(sample));
        }

        Assert.NotEmpty(samples);
        return samples.Select(Encoding.UTF8.GetBytes);
    }
}
