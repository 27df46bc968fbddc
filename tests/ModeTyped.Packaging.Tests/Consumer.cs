using System.Security;

namespace ModeTyped.Packaging.Tests;

/// <summary>
/// A user's project: a copy of one under Consumers, in a temporary folder outside this repository, which restores
/// ModeTyped from the packed files and everything else from where the user's machine has it.
/// </summary>
internal sealed class Consumer : IDisposable
{
    public Consumer(PackedProducts packages, string name)
    {
        string source = Path.Combine(PackedProducts.Root, "tests", "ModeTyped.Packaging.Tests", "Consumers");
        Folder = Directory.CreateTempSubdirectory("modetyped-consumer-").FullName;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(source, name), "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(Folder, Path.GetRelativePath(Path.Combine(source, name), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        // What a careful user sets, and nothing of this repository's.
        File.WriteAllText(Path.Combine(Folder, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <ModeTypedVersion>{PackedProducts.Version}</ModeTypedVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <MSBuildTreatWarningsAsErrors>true</MSBuildTreatWarningsAsErrors>
              </PropertyGroup>
            </Project>
            """);

        // A packages folder of its own: the user's might hold the same version of an earlier build.
        string restored = Path.Combine(packages.Folder, "restored");
        string users = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(Folder, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{SecurityElement.Escape(restored)}" />
              </config>
              <packageSources>
                <add key="packed" value="{SecurityElement.Escape(packages.Folder)}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="users" value="{SecurityElement.Escape(users)}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>The project's folder.</summary>
    public string Folder { get; }

    /// <summary>Runs a <c>dotnet</c> command in the project's folder.</summary>
    public Task<string> DotnetAsync(params string[] arguments) => DotnetCommand.RunAsync(Folder, arguments);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
