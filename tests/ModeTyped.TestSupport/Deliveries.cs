namespace ModeTyped.TestSupport;

/// <summary>What arrived, taken apart into first deliveries and duplicates.</summary>
/// <param name="First">Each number once, in the order of its first delivery.</param>
/// <param name="Duplicates">How many more deliveries there were.</param>
public sealed record Deliveries(IReadOnlyList<int> First, int Duplicates)
{
    public static Deliveries Of(IEnumerable<int> numbers)
    {
        var seen = new HashSet<int>();
        var first = new List<int>();
        int duplicates = 0;
        foreach (int number in numbers)
        {
            if (seen.Add(number)) first.Add(number);
            else duplicates++;
        }

        return new Deliveries(first, duplicates);
    }

    public override string ToString() => $"{First.Count} delivered, {Duplicates} duplicates";
}
