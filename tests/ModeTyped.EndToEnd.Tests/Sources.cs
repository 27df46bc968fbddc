using System.Reflection;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>Where the build found the repository, and how it was built.</summary>
internal static class Sources
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    private static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The assembly that the build made of a net10.0 program.</summary>
    public static string BuiltProgram(string projectFolder) =>
        Path.Combine(Root, projectFolder, "bin", Configuration, "net10.0", Path.GetFileName(projectFolder) + ".dll");

    private static string Metadata(string key) =>
        typeof(Sources).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
