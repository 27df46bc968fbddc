using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModeTyped.Generator.Tests;

/// <summary>An edit that changes no contract runs nothing after parsing.</summary>
public class CachingTests
{
    private static readonly Dictionary<string, Func<CSharpCompilation, CSharpCompilation>> Edits = new()
    {
        ["clone"] = compilation => compilation.Clone(),
        ["unrelated file added"] = compilation => compilation.AddSyntaxTrees(Generation.Parse(Corpus.Unrelated, "Unrelated.cs")),
        ["unrelated file edited"] = compilation => Edit(
            compilation, tree => tree.FilePath == "Clock.cs", text => text.Replace("=> 12", "=> 13", StringComparison.Ordinal)),
        ["comment on every line"] = compilation => Edit(
            compilation, _ => true, text => text.Replace("\n", " // edited\n", StringComparison.Ordinal)),
        ["blank lines above"] = compilation => Edit(
            compilation, _ => true, text => text.Replace("\nnamespace", "\n\n\n\nnamespace", StringComparison.Ordinal)),
        ["other method body"] = compilation => Edit(
            compilation, _ => true, text => text.Replace("> 30", "> 31", StringComparison.Ordinal)),
        ["documentation added"] = compilation => Edit(
            compilation, _ => true, text => text.Replace("[ModeEvent", "/// <summary>New.</summary>\n[ModeEvent", StringComparison.Ordinal)),
    };

    public static TheoryData<string, string> Matrix
    {
        get
        {
            var matrix = new TheoryData<string, string>();
            foreach (string project in Corpus.Projects.Keys)
                foreach (string edit in Edits.Keys)
                    matrix.Add(project, edit);
            return matrix;
        }
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public void An_edit_that_changes_no_contract_runs_nothing_after_parsing(string project, string edit)
    {
        CSharpCompilation before = Compile(project);
        CSharpCompilation after = Edits[edit](before);

        GeneratorRunResult result = RunTwice(before, after, BuildProperties.ContractExport).Second;

        foreach ((string name, IncrementalGeneratorRunStep step) in OwnSteps(result))
            Assert.All(step.Outputs, output => Assert.True(
                output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                $"{name} is {output.Reason}"));
        Assert.NotEmpty(Outputs(result));
        Assert.All(Outputs(result), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Every_tracking_name_is_a_stage()
    {
        GeneratorRunResult result = Generation.Driver(properties: BuildProperties.ContractExport)
            .RunGenerators(Compile("Mixed"), TestContext.Current.CancellationToken).GetRunResult().Results[0];
        IEnumerable<string> names = typeof(TrackingNames)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.StartsWith("Mode.", name));
        Assert.Empty(names.Except(result.TrackedSteps.Keys));
        Assert.Empty(result.TrackedSteps.Keys.Where(name => name.StartsWith("Mode.", StringComparison.Ordinal)).Except(names));
    }

    public static TheoryData<string, string, string, string[]> Changes => new()
    {
        { "event renamed in the cloud", "\"temperature\"", "\"warmth\"", ["Acme.ModeEvents.g.cs", "Acme.Temperature.Event.g.cs"] },
        { "quality of service changed", "AtMostOnce", "AtLeastOnce", ["Acme.Status.Event.g.cs"] },
        { "rate changed", "MaxPerMinute = 60", "MaxPerMinute = 61", ["Acme.Temperature.Event.g.cs"] },
        { "latest only changed", "LatestOnly = true", "LatestOnly = false", ["Acme.Status.Event.g.cs"] },
        { "action changed", "\"setTarget\"", "\"aim\"", ["Acme.ModeCommands.g.cs", "Acme.SetTarget.Command.g.cs"] },
        { "label changed", "\"vibration\"", "\"shaking\"", ["Acme.Vibration.BulkLabel.g.cs"] },
        { "member SendAsync added", "class Vibration;", "class Vibration { public static void SendAsync() { } }", ["Acme.Vibration.BulkLabel.g.cs"] },
        { "bulk label removed", "[BulkLabel(\"vibration\")]", "", ["Acme.Vibration.BulkLabel.g.cs"] },
        { "kind of type changed", "partial class Vibration;", "partial struct Vibration;", ["Acme.Vibration.BulkLabel.g.cs"] },
        { "command made internal", "public partial record SetTarget", "internal partial record SetTarget", ["Acme.ModeCommands.g.cs", "Acme.ModeEvents.g.cs", "Acme.ModeJsonContext.g.cs"] },
        { "bulk label added at the end", "class Vibration;", "class Vibration; [BulkLabel(\"more\")] public partial class More;", ["Acme.More.BulkLabel.g.cs"] },
        { "data key changed", "\"settings\"", "\"setup\"", ["Acme.Settings.Data.g.cs"] },
        { "data key made a family", "\"settings\"", "\"settings*\"", ["Acme.Settings.Data.g.cs"] },
        { "rule changed", "[Range(5, 30)]", "[Range(5, 31)]", ["Acme.Settings.Data.g.cs", Codecs + "Acme_SettingsRules.g.cs"] },
        { "rules removed", "[Range(5, 30)]", "", ["Acme.Settings.Data.g.cs", Codecs + "Acme_SettingsRules.g.cs"] },
        { "request changed", "ForecastQuery(int Hours)", "ForecastQuery(int Days)", [Codecs + "Acme_ForecastQueryCodec.g.cs"] },
        { "response of another type", "IBulkExchange<ForecastQuery, Place>", "IBulkExchange<ForecastQuery, ForecastQuery>", ["Acme.Forecast.BulkLabel.g.cs", "Acme.ModeJsonContext.g.cs"] },
    };

    private const string Codecs = "ModeTyped.Generated.Acme_Device.";

    public static TheoryData<string, string, string, string[]> PayloadChanges => new()
    {
        { "property added", "string Sensor)", "string Sensor, int Battery)", [Codecs + "Acme_TemperatureCodec.g.cs"] },
        { "property renamed", "string Sensor)", "string Probe)", [Codecs + "Acme_TemperatureCodec.g.cs"] },
        { "property of another type", "string Sensor)", "int Sensor)", [Codecs + "Acme_TemperatureCodec.g.cs"] },
        { "property made nullable", "string Sensor)", "string? Sensor)", [Codecs + "Acme_TemperatureCodec.g.cs"] },
        { "nested type changed in its own file", "int Floor", "int Level", [Codecs + "Acme_PlaceCodec.g.cs"] },
        {
            "data added at the end", "class Vibration;", "class Vibration; [ModeData(\"more\")] public partial record More(int Value);",
            ["Acme.More.Data.g.cs", "Acme.ModeJsonContext.g.cs", Codecs + "Acme_MoreCodec.g.cs"]
        },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    [MemberData(nameof(PayloadChanges))]
    public void A_change_of_the_contract_writes_what_it_concerns_and_nothing_else(
        string change, string from, string to, string[] expected)
    {
        _ = change;
        CSharpCompilation before = Compile("TopLevel");
        CSharpCompilation after = Edit(before, _ => true, text => text.Replace(from, to, StringComparison.Ordinal));
        Assert.NotEqual(before.SyntaxTrees.Select(tree => tree.ToString()), after.SyntaxTrees.Select(tree => tree.ToString()));

        AssertWritten(before, after, expected);
    }

    /// <summary>Changes of every kind, made wherever a project has what they change.</summary>
    public static TheoryData<string, string> CorpusChanges
    {
        get
        {
            var changes = new TheoryData<string, string>();
            foreach (string project in Corpus.Projects.Keys)
                foreach (string change in Changed.Keys)
                    changes.Add(project, change);
            return changes;
        }
    }

    private static readonly Dictionary<string, (string From, string To)> Changed = new()
    {
        ["names in the cloud"] = ("(\"", "(\"x"),
        ["members renamed"] = ("Celsius", "Kelvin"),
        ["members renamed elsewhere"] = ("int Value", "int Amount"),
        ["members added"] = (")\n{", ", int Added = 0)\n{"),
        ["members of another type"] = ("double ", "float "),
        ["members of another number type"] = ("int ", "long "),
        ["types renamed"] = ("Temperature", "Warmth"),
        ["accessibility"] = ("public partial", "internal partial"),
        ["annotations removed"] = ("[ModeEvent", "// [ModeEvent"),
        ["namespace renamed"] = ("namespace Acme", "namespace Apex"),
    };

    [Theory]
    [MemberData(nameof(CorpusChanges))]
    public void After_any_change_the_code_is_that_of_a_fresh_run(string project, string change)
    {
        (string from, string to) = Changed[change];
        CSharpCompilation before = Compile(project);
        CSharpCompilation after = Edit(before, _ => true, text => text.Replace(from, to, StringComparison.Ordinal));

        GeneratorRunResult second = RunTwice(before, after, BuildProperties.ContractExport).Second;

        GeneratorRunResult fresh = Generation.Driver(properties: BuildProperties.ContractExport)
            .RunGenerators(after, TestContext.Current.CancellationToken).GetRunResult().Results[0];
        Assert.Empty(Differences(fresh, second));
    }

    [Fact]
    public void A_changed_option_writes_what_it_concerns_and_nothing_else()
    {
        CSharpCompilation compilation = Compile("Mixed");
        GeneratorDriver driver = Generation.Driver(properties: new BuildProperties()).RunGenerators(compilation, TestContext.Current.CancellationToken);
        GeneratorRunResult without = driver.GetRunResult().Results[0];

        driver = driver.WithUpdatedAnalyzerConfigOptions(BuildProperties.ContractExport).RunGenerators(compilation, TestContext.Current.CancellationToken);
        GeneratorRunResult with = driver.GetRunResult().Results[0];
        GeneratorRunResult again = driver.WithUpdatedAnalyzerConfigOptions(new BuildProperties())
            .RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results[0];

        string[] documents = ["Acme.Home.Camera+Contract.g.cs", "Acme.Home.Thermostat+Contract.g.cs", "Acme.ModeContract.g.cs", "Acme.Payloads.Strict+Contract.g.cs"];
        Assert.Equal(documents, Differences(without, with).Order(StringComparer.Ordinal));
        Assert.Equal(documents.Length, Outputs(with).Count(reason => reason is not IncrementalStepRunReason.Cached));
        Assert.Empty(Differences(without, again));
    }

    [Theory]
    [InlineData("int Floor", "int Level", "Acme.ModeContract.g.cs")]
    [InlineData("bool Recording", "bool Running", "Acme.Home.Camera+Contract.g.cs")]
    public void A_change_writes_the_documents_of_its_own_contract_alone(string from, string to, string expected)
    {
        CSharpCompilation before = Compile("Mixed");
        GeneratorDriver driver = Generation.Driver(properties: BuildProperties.ContractExport).RunGenerators(before, TestContext.Current.CancellationToken);
        GeneratorRunResult first = driver.GetRunResult().Results[0];
        GeneratorRunResult second = driver
            .RunGenerators(Edit(before, _ => true, text => text.Replace(from, to, StringComparison.Ordinal)), TestContext.Current.CancellationToken)
            .GetRunResult().Results[0];

        Assert.Equal([expected], Differences(first, second).Where(name => name.EndsWith("Contract.g.cs", StringComparison.Ordinal)));
        Assert.Equal(2, Outputs(second).Count(reason => reason is not IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_target_that_moves_to_another_file_keeps_its_code()
    {
        const string Vibration = "[BulkLabel(\"vibration\")]\npublic partial class Vibration;";
        CSharpCompilation before = Compile("TopLevel");
        CSharpCompilation after = Edit(before, _ => true, text => text.Replace(Vibration, "", StringComparison.Ordinal))
            .AddSyntaxTrees(Generation.Parse(Generation.Usings + "namespace Acme;\n" + Vibration, "Moved.cs"));

        (GeneratorRunResult first, GeneratorRunResult second) = RunTwice(before, after);

        Assert.Empty(Differences(first, second));
    }

    [Fact]
    public void A_removed_contract_takes_its_code_with_it()
    {
        CSharpCompilation before = Compile("Nested");
        CSharpCompilation after = before.RemoveAllSyntaxTrees();

        Assert.Empty(RunTwice(before, after).Second.GeneratedSources);
    }

    [Fact]
    public void The_previous_compilation_is_not_kept_alive()
    {
        (GeneratorDriver driver, WeakReference first) = RunTwice();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(first.IsAlive);
        GC.KeepAlive(driver);

        // In a method of its own, so that no local of this one holds the first compilation.
        [MethodImpl(MethodImplOptions.NoInlining)]
        static (GeneratorDriver, WeakReference) RunTwice()
        {
            CSharpCompilation compilation = Compile("Mixed");
            GeneratorDriver driver = Generation.Driver(trackSteps: false).RunGenerators(compilation);
            return (driver.RunGenerators(Compile("Mixed")), new WeakReference(compilation));
        }
    }

    private static void AssertWritten(CSharpCompilation before, CSharpCompilation after, string[] expected)
    {
        (GeneratorRunResult first, GeneratorRunResult second) = RunTwice(before, after);

        Assert.Equal(expected.Order(StringComparer.Ordinal), Differences(first, second).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Length, Outputs(second).Count(reason => reason is not IncrementalStepRunReason.Cached));
        GeneratorRunResult fresh = Generation.Driver()
            .RunGenerators(after, TestContext.Current.CancellationToken).GetRunResult().Results[0];
        Assert.Empty(Differences(fresh, second));
    }

    private static CSharpCompilation Compile(string project) => Generation
        .Compilation(Corpus.Projects[project])
        .AddSyntaxTrees(Generation.Parse(Corpus.Unrelated.Replace("Clock", "OtherClock", StringComparison.Ordinal), "Clock.cs"));

    private static CSharpCompilation Edit(CSharpCompilation compilation, Func<SyntaxTree, bool> which, Func<string, string> edit)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(which))
            compilation = compilation.ReplaceSyntaxTree(tree, Generation.Parse(edit(tree.ToString()), tree.FilePath));
        return compilation;
    }

    private static (GeneratorRunResult First, GeneratorRunResult Second) RunTwice(
        Compilation before, Compilation after, BuildProperties? properties = null)
    {
        GeneratorDriver driver = Generation.Driver(properties: properties).RunGenerators(before, TestContext.Current.CancellationToken);
        GeneratorRunResult first = driver.GetRunResult().Results[0];
        GeneratorRunResult second = driver.RunGenerators(after, TestContext.Current.CancellationToken).GetRunResult().Results[0];
        Assert.Null(first.Exception);
        Assert.Null(second.Exception);
        return (first, second);
    }

    private static IEnumerable<(string Name, IncrementalGeneratorRunStep Step)> OwnSteps(GeneratorRunResult result) =>
        from steps in result.TrackedSteps
        where steps.Key.StartsWith("Mode.", StringComparison.Ordinal)
        from step in steps.Value
        select (steps.Key, step);

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorRunResult result) =>
        from steps in result.TrackedOutputSteps.Values
        from step in steps
        from output in step.Outputs
        select output.Reason;

    // The files that one run has and the other has not, or with another text.
    private static IEnumerable<string> Differences(GeneratorRunResult first, GeneratorRunResult second)
    {
        Dictionary<string, string> before = first.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());
        Dictionary<string, string> after = second.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());
        return before.Keys.Union(after.Keys).Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name));
    }
}
