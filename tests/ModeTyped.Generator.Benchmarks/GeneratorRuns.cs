using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModeTyped.Generator.Benchmarks;

/// <summary>
/// What the generator costs an editor and a build, beside System.Text.Json's generator with a context for the same types:
/// the first run over a project, and a run after an edit of a file that neither is concerned with.
/// </summary>
[MemoryDiagnoser]
[MedianColumn]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams)]
public class GeneratorRuns
{
    private const string First = "first run";
    private const string Edited = "after an edit";

    private CSharpCompilation _project = null!;
    private GeneratorDriver _systemTextJson = null!;
    private GeneratorDriver _modeTyped = null!;
    private int _edits;

    /// <summary>How many annotated types there are, each of eight properties in a file of its own, beside 200 other files.</summary>
    [Params(10, 50, 500)]
    public int Types { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _project = SampleProject.Create(Types);
        _systemTextJson = Generators.Drive(Generators.SystemTextJson).RunGenerators(_project);
        _modeTyped = Generators.Drive(new ModeGenerator()).RunGenerators(_project);
        foreach (GeneratorDriver driver in (GeneratorDriver[])[_systemTextJson, _modeTyped])
        {
            GeneratorRunResult result = driver.GetRunResult().Results[0];
            if (result.Exception is not null || result.GeneratedSources.Length < Types)
                throw new InvalidOperationException("The generator made nothing of the types.", result.Exception);
        }
    }

    [BenchmarkCategory(First), Benchmark(Baseline = true, Description = "System.Text.Json")]
    public GeneratorDriver SystemTextJsonFirst() => Generators.Drive(Generators.SystemTextJson).RunGenerators(_project.Clone());

    [BenchmarkCategory(First), Benchmark(Description = "ModeTyped")]
    public GeneratorDriver ModeTypedFirst() => Generators.Drive(new ModeGenerator()).RunGenerators(_project.Clone());

    [BenchmarkCategory(Edited), Benchmark(Baseline = true, Description = "System.Text.Json")]
    public GeneratorDriver SystemTextJsonEdited() => _systemTextJson = _systemTextJson.RunGenerators(Edit());

    [BenchmarkCategory(Edited), Benchmark(Description = "ModeTyped")]
    public GeneratorDriver ModeTypedEdited() => _modeTyped = _modeTyped.RunGenerators(Edit());

    private CSharpCompilation Edit() => _project.ReplaceSyntaxTree(
        _project.SyntaxTrees[^1], SampleProject.Parse(string.Create(CultureInfo.InvariantCulture, $"// {_edits++}")));
}
