using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModeTyped.Json.Cases;

namespace ModeTyped.Json.Tests.Differential;

/// <summary>What the tests of all cases have in common.</summary>
public abstract class CaseTests
{
    private static readonly Dictionary<string, (JsonCase Case, JsonSerializerOptions Reflection)> ByName = Find();

    /// <summary>The names of all cases.</summary>
    public static TheoryData<string> Names { get; } = [.. ByName.Keys];

    /// <summary>Starts the run's random numbers: <c>MODETYPED_JSON_SEED</c>, else another one each time.</summary>
    protected static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("MODETYPED_JSON_SEED"), out int seed) ? seed : Random.Shared.Next();

    protected static JsonCase Case(string name) => ByName[name].Case;

    /// <summary>The case's options for System.Text.Json by reflection.</summary>
    protected static JsonSerializerOptions Reflection(string name) => ByName[name].Reflection;

    protected static void Say(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);

    private static Dictionary<string, (JsonCase Case, JsonSerializerOptions Reflection)> Find()
    {
        var found = new Dictionary<string, (JsonCase Case, JsonSerializerOptions Reflection)>();
        foreach (JsonCases cases in JsonCases.All)
        {
            var reflection = new JsonSerializerOptions(cases.Oracle.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
            if (cases.EnumsAreNames) reflection.Converters.Add(new JsonStringEnumConverter());
            foreach (JsonCase one in cases) found.Add(one.Name, (one, reflection));
        }

        return found;
    }
}
