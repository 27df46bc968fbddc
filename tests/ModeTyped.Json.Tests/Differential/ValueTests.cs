using FsCheck;
using FsCheck.Fluent;
using ModeTyped.Json.Cases;

namespace ModeTyped.Json.Tests.Differential;

/// <summary>Whatever the value, its JSON is System.Text.Json's, and is read to the same value.</summary>
public sealed class ValueTests : CaseTests
{
    private const int ValuesPerCase = 120;

    /// <summary>The numbers that values are drawn from; fewer and smaller ones make a simpler value.</summary>
    private static readonly Arbitrary<int[]> Choices = Arb.From(
        from length in Gen.Choose(0, 300)
        from choices in Gen.Choose(0, int.MaxValue - 1).ArrayOf(length)
        select choices,
        static choices => ArbMap.Default.ArbFor<int[]>().Shrinker(choices).Where(static shorter => shorter.All(static choice => choice >= 0)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_are_written_and_read_alike(string name)
    {
        Say($"MODETYPED_JSON_SEED={Seed}");
        JsonCase one = Case(name);
        var replay = new Replay(new Rnd((ulong)Seed), null);
        Prop.ForAll(Choices, choices =>
            {
                if (one.CompareValue(choices, Reflection(name)) is { } difference) throw new InvalidOperationException(difference);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(ValuesPerCase).WithReplay(replay));
    }

    [Fact]
    public void There_are_at_least_150_types_and_20_000_values()
    {
        Assert.True(Names.Count >= 150, $"There are {Names.Count} types.");
        Assert.True(Names.Count * ValuesPerCase >= 20_000, $"There are {Names.Count * ValuesPerCase} values.");
    }
}
