using System.Diagnostics;

namespace ModeTyped.TestSupport;

/// <summary>npm packages in a temporary folder, and scripts that use them.</summary>
public sealed class NodePackages : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modetyped-node-");

    private NodePackages()
    {
    }

    /// <summary>Installs packages; skips or fails the test where node, npm or a package is missing.</summary>
    /// <param name="packages">The packages, with their versions.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<NodePackages> InstallAsync(string[] packages, CancellationToken cancellationToken)
    {
        string npm = Requirement.Program("npm");
        Requirement.Program("node");
        var installed = new NodePackages();
        (int exitCode, _, string errors) = await RunAsync(
            new ProcessStartInfo(npm, ["install", "--silent", "--no-audit", "--no-fund", "--prefix", installed._folder.FullName, .. packages]),
            "", cancellationToken);
        if (exitCode != 0) Requirement.Missing($"npm cannot install {string.Join(' ', packages)}: {errors}");
        return installed;
    }

    /// <summary>Runs a script, which finds the packages by <c>require</c>; returns what it wrote.</summary>
    /// <param name="script">The path of the script.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<string> RunAsync(string script, string input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Requirement.Program("node"), [script])
        {
            Environment = { ["NODE_PATH"] = Path.Combine(_folder.FullName, "node_modules") },
        };
        (int exitCode, string output, string errors) = await RunAsync(start, input, cancellationToken);
        return exitCode == 0 ? output : throw new InvalidOperationException($"{script} ended with {exitCode}: {errors}");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        ProcessStartInfo start, string input, CancellationToken cancellationToken)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
