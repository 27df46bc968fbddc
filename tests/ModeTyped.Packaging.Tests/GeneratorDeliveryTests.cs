namespace ModeTyped.Packaging.Tests;

/// <summary>Which projects the generator reaches, and with which compilers.</summary>
public sealed class GeneratorDeliveryTests(PackedProducts packages)
{
    [Fact]
    public async Task A_project_that_has_the_package_through_another_project_gets_the_generator_too()
    {
        using var consumer = new Consumer(packages, "Transitive");
        await consumer.DotnetAsync("build", "App");
        Assert.Equal("temperature humidity\n", await consumer.DotnetAsync("App/bin/Debug/net10.0/App.dll"));
    }

    [Fact]
    public async Task An_older_compiler_stops_the_build_with_one_error_that_says_what_to_do()
    {
        using var consumer = new Consumer(packages, "Transitive");
        (int exitCode, string output) = await DotnetCommand.TryRunAsync(consumer.Folder, "build", "Library", "-p:CompilerApiVersion=roslyn4.7");
        Assert.Equal(1, exitCode);
        Assert.Contains("error MODE0100: ModeTyped needs the C# compiler of .NET SDK 8.0.100", output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("roslyn4.8", false)]
    [InlineData("roslyn4.14", true)]
    [InlineData("roslyn5.9", true)]
    public async Task Every_host_gets_the_generator_and_a_host_with_the_workspaces_that_they_need_the_code_fixes(string compiler, bool hasCodeFixes)
    {
        using var consumer = new Consumer(packages, "Transitive");
        await consumer.DotnetAsync("restore", "Library");
        string analyzers = await consumer.DotnetAsync(
            "msbuild", "Library", "-t:ResolveLockFileAnalyzers", "-getItem:Analyzer", $"-p:CompilerApiVersion={compiler}");
        Assert.Contains("ModeTyped.Generator.dll", analyzers, StringComparison.Ordinal);
        Assert.Equal(hasCodeFixes, analyzers.Contains("ModeTyped.CodeFixes.dll", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_packed_code_fixes_load_beside_the_packed_analyzers_and_mend_the_project()
    {
        using var consumer = new Consumer(packages, "Transitive");
        string file = Path.Combine(consumer.Folder, "Library", "Temperature.cs");
        string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, text.Replace("partial ", "", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await consumer.DotnetAsync("restore", "Library");
        await consumer.DotnetAsync("format", "analyzers", "Library", "--diagnostics", "MODE0001", "--severity", "error", "--no-restore");
        Assert.Equal(text, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }
}
