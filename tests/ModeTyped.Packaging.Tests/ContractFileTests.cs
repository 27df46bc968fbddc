namespace ModeTyped.Packaging.Tests;

/// <summary>The files of a contract in a user's project: the documents that the build writes, and the lock.</summary>
public sealed class ContractFileTests(PackedProducts packages)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_build_writes_the_documents_that_are_the_programs_constants()
    {
        using var consumer = new Consumer(packages, "Contract");
        await consumer.DotnetAsync("build");

        string folder = Path.Combine(consumer.Folder, "bin", "Debug", "net10.0", "mode-contract");
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["Acme.Camera/Motion.schema.json", "Acme.Camera/asyncapi.json", "SetTarget.schema.json", "Temperature.schema.json", "asyncapi.json"],
            files);
        string document = await File.ReadAllTextAsync(Path.Combine(folder, "asyncapi.json"), Cancelled);
        Assert.Equal(await consumer.DotnetAsync("bin/Debug/net10.0/Contract.dll"), document);
        Assert.Contains("\"version\": \"1.2.3\"", document, StringComparison.Ordinal);
        Assert.Equal(
            await consumer.DotnetAsync("bin/Debug/net10.0/Contract.dll", "schema"),
            await File.ReadAllTextAsync(Path.Combine(folder, "Temperature.schema.json"), Cancelled));

        await consumer.DotnetAsync("clean");
        Assert.False(File.Exists(Path.Combine(folder, "asyncapi.json")));
    }

    [Fact]
    public async Task A_project_that_does_not_ask_gets_neither_files_nor_constants()
    {
        using var consumer = new Consumer(packages, "Contract");
        (int exitCode, string output) = await DotnetCommand.TryRunAsync(consumer.Folder, "build", "-p:ModeTypedContractExport=false");

        Assert.Equal(1, exitCode);
        Assert.Contains("error CS0103: The name 'ModeContract' does not exist", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(consumer.Folder, "bin", "Debug", "net10.0", "mode-contract")));
    }

    [Fact]
    public async Task An_empty_lock_is_filled_by_dotnet_format_and_then_guards_the_contract()
    {
        using var consumer = new Consumer(packages, "Contract");
        string lockFile = Path.Combine(consumer.Folder, "mode-contract.json");
        string program = Path.Combine(consumer.Folder, "Program.cs");
        await File.WriteAllTextAsync(lockFile, "", Cancelled);
        await consumer.DotnetAsync("restore");
        await consumer.DotnetAsync("format", "analyzers", "--diagnostics", "MODE0032", "--severity", "warn", "--no-restore");
        Assert.Contains("\"temperature\"", await File.ReadAllTextAsync(lockFile, Cancelled), StringComparison.Ordinal);
        await consumer.DotnetAsync("build");

        string source = await File.ReadAllTextAsync(program, Cancelled);
        await File.WriteAllTextAsync(program, source.Replace("string Sensor", "string Probe", StringComparison.Ordinal), Cancelled);
        (int exitCode, string output) = await DotnetCommand.TryRunAsync(consumer.Folder, "build");
        Assert.Equal(1, exitCode);
        Assert.Contains("error MODE0030: 'probe' was called 'sensor'", output, StringComparison.Ordinal);
    }
}
