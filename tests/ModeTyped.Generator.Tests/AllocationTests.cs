using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModeTyped.Generator.Tests;

/// <summary>
/// What the generator costs, in bytes: they are the same on every machine, and time follows them. What Roslyn takes for
/// any generator that looks for our attributes is measured beside it.
/// </summary>
public class AllocationTests
{
    private const int Classes = 50;
    private const int OtherFiles = 200;
    private const int KB = 1024;
    private const int MB = 1024 * KB;

    [Theory]
    [InlineData("class")]
    [InlineData("record")]
    public void An_edit_elsewhere_costs_at_most_8_KB_for_each_annotated_type(string shape)
    {
        CSharpCompilation compilation = Compile(shape, Classes);

        long floor = CostOfEdit(new AttributeSearch(), compilation);
        long cost = CostOfEdit(new ModeGenerator(), compilation);

        TestContext.Current.TestOutputHelper!.WriteLine($"{shape}: {(cost - floor) / Classes} bytes a type over {floor / Classes}");
        Assert.InRange((cost - floor) / Classes, 1, 8 * KB);
    }

    [Theory]
    [InlineData("class")]
    [InlineData("record")]
    public void A_first_run_over_50_types_costs_at_most_6_MB(string shape)
    {
        long cost = CostOfFirstRun(new ModeGenerator(), Compile(shape, Classes));

        TestContext.Current.TestOutputHelper!.WriteLine($"{shape}: {cost / KB} KB");
        Assert.InRange(cost, 1, 6 * MB);
    }

    [Fact]
    public void An_edit_of_a_project_without_annotations_costs_at_most_2_percent_more_than_with_an_empty_generator()
    {
        CSharpCompilation compilation = Compile("class", 0);

        long empty = CostOfCompilation(new EmptyGenerator(), compilation);
        long cost = CostOfCompilation(new ModeGenerator(), compilation);

        TestContext.Current.TestOutputHelper!.WriteLine($"{cost} bytes, {empty} with an empty generator");
        Assert.InRange(cost, 1, empty * 1.02);
    }

    // The whole edit: the generator's run and the check of the project that follows it.
    private static long CostOfCompilation(IIncrementalGenerator generator, CSharpCompilation compilation)
    {
        compilation = compilation.WithOptions(compilation.Options.WithConcurrentBuild(false));
        GeneratorDriver driver = Driver(generator).RunGenerators(compilation, TestContext.Current.CancellationToken);
        return Median(i =>
        {
            compilation = Edit(compilation, i);
            return () =>
            {
                driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, TestContext.Current.CancellationToken);
                output.GetDiagnostics(TestContext.Current.CancellationToken);
            };
        });
    }

    private static long CostOfEdit(IIncrementalGenerator generator, CSharpCompilation compilation)
    {
        GeneratorDriver driver = Driver(generator).RunGenerators(compilation, TestContext.Current.CancellationToken);
        return Median(i =>
        {
            compilation = Edit(compilation, i);
            Bind(compilation);
            return () => driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        });
    }

    private static long CostOfFirstRun(IIncrementalGenerator generator, CSharpCompilation compilation) => Median(_ =>
    {
        CSharpCompilation fresh = compilation.Clone();
        Bind(fresh);
        GeneratorDriver driver = Driver(generator);
        return () => driver.RunGenerators(fresh, TestContext.Current.CancellationToken);
    });

    // The median of several runs, after one that pays for what the process needs once.
    private static long Median(Func<int, Action> prepare)
    {
        var costs = new List<long>();
        for (int i = 0; i < 8; i++)
        {
            Action run = prepare(i);
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            if (i > 0) costs.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        costs.Sort();
        return costs[costs.Count / 2];
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, int number) => compilation.ReplaceSyntaxTree(
        compilation.SyntaxTrees[^1], Generation.Parse(string.Create(CultureInfo.InvariantCulture, $"// {number}"), "Edited.cs"));

    // What the compiler needs of the references whoever asks.
    private static void Bind(CSharpCompilation compilation) => _ = compilation.GetTypeByMetadataName("ModeTyped.ModeEventAttribute");

    private static CSharpGeneratorDriver Driver(IIncrementalGenerator generator) => CSharpGeneratorDriver.Create(
        [generator.AsSourceGenerator()], parseOptions: Generation.ParseOptions);

    private static CSharpCompilation Compile(string shape, int classes) => Generation.Compilation(
    [
        .. Enumerable.Range(0, classes).Select(i => shape == "class" ? SampleSources.Class(i) : SampleSources.Record(i)),
        .. Enumerable.Range(0, OtherFiles).Select(i => SampleSources.Other(i)),
    ]);

    /// <summary>
    /// Finds the annotated types and has the compiler bind their members and attributes, without which no generator can
    /// tell what they are; keeps nothing of it.
    /// </summary>
    private sealed class AttributeSearch : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            foreach (string attribute in (string[])
                [
                    Parsing.KnownTypes.ModeEventAttribute, Parsing.KnownTypes.ModeCommandAttribute,
                    Parsing.KnownTypes.BulkLabelAttribute, Parsing.KnownTypes.ModeDataAttribute,
                ])
            {
                context.RegisterSourceOutput(
                    context.SyntaxProvider.ForAttributeWithMetadataName(
                        attribute, static (_, _) => true, static (target, _) => Bind((INamedTypeSymbol)target.TargetSymbol)),
                    static (_, _) => { });
            }

            static string Bind(INamedTypeSymbol type)
            {
                foreach (ISymbol member in type.GetMembers())
                {
                    if (member is IPropertySymbol property) _ = (property.Type, property.GetAttributes());
                    if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor) _ = constructor.GetAttributes();
                }

                return type.Name;
            }
        }
    }

    private sealed class EmptyGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
        }
    }
}
