using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ModeTyped.Packaging.Tests;

/// <summary>
/// A compiler loads an analyzer only where it has every assembly the analyzer references, in that version or a later
/// one; the command line forgives what Visual Studio's .NET Framework host does not.
/// </summary>
public sealed class AnalyzerReferenceTests(PackedProducts packages)
{
    // What Visual Studio 2022 17.8, the first host with Roslyn 4.8, brings.
    private static readonly Dictionary<string, Version> Roslyn48Host = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["System.Reflection.Metadata"] = new(7, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
        ["System.Buffers"] = new(4, 0, 3, 0),
        ["System.Numerics.Vectors"] = new(4, 1, 4, 0),
        ["System.Runtime.CompilerServices.Unsafe"] = new(6, 0, 0, 0),
        ["System.Text.Encoding.CodePages"] = new(7, 0, 0, 0),
        ["System.Threading.Tasks.Extensions"] = new(4, 2, 0, 1),
    };

    // What Visual Studio 2022 17.14 brings, which first takes the folder of the code fixes; the generator lies beside them.
    private static readonly Dictionary<string, Version> Roslyn414Host = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 14, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 14, 0, 0),
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 14, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 14, 0, 0),
        ["System.Collections.Immutable"] = new(9, 0, 0, 0),
        ["System.Composition.AttributedModel"] = new(9, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
        ["System.Threading.Tasks.Extensions"] = new(4, 2, 0, 1),
        ["ModeTyped.Generator"] = Version.Parse(PackedProducts.Version + ".0"),
    };

    [Fact]
    public void The_generator_references_nothing_newer_than_the_oldest_host_has()
    {
        AssertWithin(Roslyn48Host, "analyzers/dotnet/cs/ModeTyped.Generator.dll");
    }

    [Fact]
    public void The_code_fixes_reference_nothing_newer_than_the_first_host_that_takes_them_has()
    {
        AssertWithin(Roslyn414Host, "analyzers/dotnet/roslyn4.14/cs/ModeTyped.CodeFixes.dll");
    }

    private void AssertWithin(Dictionary<string, Version> host, string entry)
    {
        using ZipArchive package = packages.Open("ModeTyped");
        using var file = new MemoryStream();
        using (Stream stream = package.GetEntry(entry)!.Open()) stream.CopyTo(file);
        file.Position = 0;
        using var portable = new PEReader(file);
        MetadataReader metadata = portable.GetMetadataReader();
        Assert.NotEmpty(metadata.AssemblyReferences);
        foreach (AssemblyReferenceHandle handle in metadata.AssemblyReferences)
        {
            AssemblyReference reference = metadata.GetAssemblyReference(handle);
            string name = metadata.GetString(reference.Name);
            Assert.True(host.TryGetValue(name, out Version? supplied), $"{entry} references {name}, which the host does not bring");
            Assert.True(reference.Version <= supplied, $"{entry} references {name} {reference.Version}; the host has {supplied}");
        }
    }
}
