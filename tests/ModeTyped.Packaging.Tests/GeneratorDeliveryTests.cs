namespace ModeTyped.Packaging.Tests;

/// <summary>Which projects the generator reaches, and with which compilers.</summary>
public sealed class GeneratorDeliveryTests(PackedProducts packages)
{
    [Fact]
    public async Task A_project_that_has_the_package_through_another_project_gets_the_generator_too()
    {
        using var consumer = new Consumer(packages, "Transitive");
        await consumer.DotnetAsync("build", "App");
        Assert.Equal("temperature humidity\n", await DotnetCommand.RunAsync(consumer.Folder, "App/bin/Debug/net10.0/App.dll"));
    }

    [Fact]
    public async Task An_older_compiler_stops_the_build_with_one_error_that_says_what_to_do()
    {
        using var consumer = new Consumer(packages, "Transitive");
        (int exitCode, string output) = await consumer.TryDotnetAsync("build", "Library", "-p:CompilerApiVersion=roslyn4.7");
        Assert.Equal(1, exitCode);
        Assert.Contains("error MODE0100: ModeTyped needs the C# compiler of .NET SDK 8.0.100", output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }
}
