using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModeTyped.Generator.Tests;

/// <summary>What an edit costs, in bytes: they are the same on every machine, and time follows them.</summary>
public class AllocationTests
{
    private const int Targets = 50;

    // Roslyn itself takes about 19 KB for each annotated type and parsing its eight properties 40; writing its files
    // again would take more than this.
    private const int BytesPerTarget = 80 * 1024;

    [Fact]
    public void An_edit_elsewhere_costs_little_for_each_annotated_type()
    {
        CSharpCompilation compilation = Generation.Compilation(
            [.. Enumerable.Range(0, Targets).Select(Event), .. Enumerable.Range(0, 200).Select(i => $"namespace Acme; internal class Other{i} {{ }}")]);
        GeneratorDriver driver = Generation.Driver(trackSteps: false).RunGenerators(compilation, TestContext.Current.CancellationToken);

        long least = long.MaxValue;
        for (int i = 0; i < 10; i++)
        {
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[^1], Generation.Parse($"// {i}"));
            _ = compilation.GetTypeByMetadataName("ModeTyped.ModeEventAttribute");
            long before = GC.GetAllocatedBytesForCurrentThread();
            driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(least / Targets, 1, BytesPerTarget);
    }

    private static string Event(int number)
    {
        var source = new StringBuilder(Generation.Usings)
            .Append(System.Globalization.CultureInfo.InvariantCulture, $"namespace Acme;\n[ModeEvent(\"e{number}\")] public partial record Event{number}(");
        source.AppendJoin(", ", ["int A", "string B", "double C", "bool D", "int? E", "string? F", "int[] G", "long H"]);
        return source.Append(");\n").ToString();
    }
}
