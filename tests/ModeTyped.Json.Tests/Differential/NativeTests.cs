using System.Globalization;
using System.Reflection;
using ModeTyped.TestSupport;

namespace ModeTyped.Json.Tests.Differential;

/// <summary>The same cases as a native binary, against what System.Text.Json's generator makes of them.</summary>
public sealed class NativeTests : CaseTests
{
    private static readonly TimeSpan PublishLimit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_native_binary_is_published_without_a_warning_and_finds_no_difference()
    {
        Requirement.Program("clang");
        Say($"MODETYPED_JSON_SEED={Seed}");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("modetyped-json-");
        try
        {
            string output = Path.Combine(folder.FullName, "out");

            // The analyzers have seen these sources in the build of the tests; the linker and the native compiler warn by themselves.
            await using RunningProgram publish = RunningProgram.Start(
                "dotnet",
                [
                    "publish", ProjectFolder(), "-c", "Release", "-r", "linux-x64", "-p:NativeAot=true", "-p:RunAnalyzers=false",
                    "--artifacts-path", folder.FullName, "-o", output, "-nodeReuse:false",
                ]);
            Assert.True(0 == await publish.WaitForExitAsync(PublishLimit), publish.Output);
            Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);

            await using RunningProgram run = RunningProgram.Start(
                Path.Combine(output, "ModeTyped.Json.Native"), [Seed.ToString(CultureInfo.InvariantCulture)]);
            Assert.True(0 == await run.WaitForExitAsync(RunLimit), run.Output);
            Assert.Contains($"{Names.Count} types", run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("This is no native binary.", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string ProjectFolder() => typeof(NativeTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "NativeProject")
        .Value!;
}
