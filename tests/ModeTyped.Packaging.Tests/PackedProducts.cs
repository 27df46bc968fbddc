using System.IO.Compression;
using System.Reflection;
using ModeTyped.Packaging.Tests;

[assembly: AssemblyFixture(typeof(PackedProducts))]

namespace ModeTyped.Packaging.Tests;

/// <summary>The packages of this build, packed once for all tests into a temporary folder.</summary>
public sealed class PackedProducts : IAsyncLifetime
{
    /// <summary>The version of all packages.</summary>
    public static string Version => Informational.Split('+')[0];

    /// <summary>The repository's root folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Holds the .nupkg and .snupkg files.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("modetyped-packages-").FullName;

    private static string Informational =>
        typeof(PackedProducts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static string Configuration =>
        typeof(PackedProducts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value!;

    public async ValueTask InitializeAsync() => await DotnetCommand.RunAsync(
        Root,
        "msbuild",
        Path.Combine("tests", "ModeTyped.Packaging.Tests", "ModeTyped.Packaging.Tests.csproj"),
        "-t:PackProducts",
        "-nologo",
        "-v:q",
        $"-p:Configuration={Configuration}",
#if WITH_MQTTNET
        "-p:WithMqttNet=true",
#endif
        $"-p:PackagesFolder={Folder}");

    /// <summary>Opens a package by its id.</summary>
    public ZipArchive Open(string id, string extension = "nupkg") =>
        ZipFile.OpenRead(Path.Combine(Folder, $"{id}.{Version}.{extension}"));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder!, "ModeTyped.sln"))) folder = Path.GetDirectoryName(folder);
        return folder!;
    }
}
