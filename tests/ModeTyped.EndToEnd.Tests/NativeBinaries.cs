using ModeTyped.TestSupport;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>The samples as native binaries. What they have in common is built once.</summary>
public sealed class NativeBinaries : IDisposable
{
    private static readonly TimeSpan PublishLimit = TimeSpan.FromMinutes(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("modetyped-aot-").FullName;

    /// <summary>Publishes a sample, which must show no warning, and returns the binary's path.</summary>
    public async Task<string> PublishAsync(string sample)
    {
        Requirement.Program("clang");
        string name = Path.GetFileName(sample);
        string output = Path.Combine(_folder, "out", name);
        await using RunningProgram publish = RunningProgram.Start(
            "dotnet",
            [
                "publish", Path.Combine(Sources.Root, sample), "-c", "Release", "-r", "linux-x64", "-p:NativeAot=true",
                "--artifacts-path", _folder, "-o", output, "-nodeReuse:false",
            ]);
        Assert.True(0 == await publish.WaitForExitAsync(PublishLimit), publish.Output);
        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(Path.Combine(output, "ModeTyped.Simulator.dll")));
        return Path.Combine(output, name);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>The tests of native binaries run one after the other: a publish fills the machine.</summary>
[CollectionDefinition(Name)]
public sealed class NativeSamples : ICollectionFixture<NativeBinaries>
{
    public const string Name = "Native binaries";
}
