using System.Globalization;
using System.Runtime.CompilerServices;
using ModeTyped.Json.Cases;

// Compares all cases with what System.Text.Json's generator makes of them, as values and as broken texts. The first
// argument starts the random numbers. Ends with the number of differences.
const int ValuesPerCase = 120;

if (RuntimeFeature.IsDynamicCodeSupported) Console.WriteLine("This is no native binary.");

int seed = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Random.Shared.Next();
Console.WriteLine($"seed {seed}");
var random = new Random(seed);
int types = 0, values = 0, texts = 0, differences = 0;
foreach (JsonCase one in JsonCases.All.SelectMany(static cases => cases))
{
    types++;
    for (int i = 0; i < ValuesPerCase; i++, values++)
        Tell(one, one.CompareValue(Choices(random.Next(300))));

    if (!one.HasSourceGenerator || one.Sample(Choices(100)) is not { Length: < 600 } sample) continue;
    foreach (byte[] text in Mutations.Truncated(sample).Concat(Mutations.Renamed(sample)).Concat(Mutations.Replaced(sample)).Concat(Mutations.Framed(sample)))
    {
        texts++;
        Tell(one, one.CompareText(text) ?? (texts % 8 == 0 ? one.CompareSegments(text, 3) : null));
    }
}

Console.WriteLine($"{types} types, {values} values and {texts} broken texts compared, {differences} differences");
return Math.Min(differences, 100);

int[] Choices(int length)
{
    int[] choices = new int[length];
    for (int i = 0; i < length; i++) choices[i] = random.Next();
    return choices;
}

void Tell(JsonCase one, string? difference)
{
    if (difference is null) return;
    differences++;
    Console.WriteLine($"{one.Name}: {difference}");
}
