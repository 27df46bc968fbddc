using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace ModeTyped.Packaging.Tests;

public sealed class PackageContentTests(PackedProducts packages)
{
    /// <summary>The package that is built only where asked for.</summary>
    private const string Optional = "ModeTyped.MqttNet";

    public static TheoryData<string> Ids =>
#if WITH_MQTTNET
        ["ModeTyped", "ModeTyped.Hosting", "ModeTyped.Sqlite", "ModeTyped.Simulator", Optional];
#else
        ["ModeTyped", "ModeTyped.Hosting", "ModeTyped.Sqlite", "ModeTyped.Simulator"];
#endif

    [Fact]
    public void The_generator_lies_once_where_every_compiler_finds_it_and_the_fixes_where_older_hosts_do_not()
    {
        string[] expected = ["analyzers/dotnet/cs/ModeTyped.Generator.dll", "analyzers/dotnet/roslyn4.14/cs/ModeTyped.CodeFixes.dll"];
        Assert.Equal(expected, Entries("ModeTyped").Where(e => e.StartsWith("analyzers/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Each_framework_folder_holds_the_product_alone(string id)
    {
        string[] frameworks = id == "ModeTyped.Simulator" ? ["net10.0"] : ["net10.0", "net8.0"];
        Assert.Equal(frameworks.Select(f => $"lib/{f}/{id}.dll"), Libraries(id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Build_files_reach_transitive_consumers()
    {
        string[] entries = [.. Entries("ModeTyped")];
        Assert.Contains("buildTransitive/ModeTyped.targets", entries);
        Assert.DoesNotContain(entries, e => e.StartsWith("build/", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Ids))]
    public void The_package_says_what_it_is(string id)
    {
        using ZipArchive package = packages.Open(id);
        XElement metadata = Nuspec(package);
        XNamespace ns = metadata.Name.Namespace;
        Assert.Equal("MIT", metadata.Element(ns + "license")!.Value);
        Assert.NotEmpty(metadata.Element(ns + "description")!.Value);
        Assert.NotEqual("Package Description", metadata.Element(ns + "description")!.Value);
        foreach (string file in (string[])["readme", "icon"])
            Assert.NotNull(package.GetEntry(metadata.Element(ns + file)!.Value));
    }

    [Theory, MemberData(nameof(Ids))]
    public void No_package_depends_on_the_compiler(string id)
    {
        using ZipArchive package = packages.Open(id);
        Assert.DoesNotContain(Nuspec(package).Descendants(), e =>
            e.Name.LocalName == "dependency" && e.Attribute("id")!.Value.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Ids))]
    public void The_symbol_package_has_the_symbols_of_every_library(string id)
    {
        using ZipArchive symbols = packages.Open(id, "snupkg");
        Assert.All(Libraries(id), path => Assert.NotNull(symbols.GetEntry(Path.ChangeExtension(path, ".pdb"))));
    }

    [Fact]
    public void Every_project_that_can_be_packed_is_tested_as_a_package() => Assert.Equal(
        Directory.EnumerateFiles(Path.Combine(PackedProducts.Root, "runtime"), "*.csproj", SearchOption.AllDirectories)
            .Where(path => !File.ReadAllText(path).Contains("<IsPackable>false</IsPackable>", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal),
        Ids.Select(row => row.Data).Append(Optional).Distinct().Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Ids))]
    public void Every_library_has_its_documentation(string id)
    {
        using ZipArchive package = packages.Open(id);
        Assert.All(Libraries(id), path => Assert.NotNull(package.GetEntry(Path.ChangeExtension(path, ".xml"))));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Every_assembly_is_a_deterministic_build(string id)
    {
        using ZipArchive package = packages.Open(id);
        foreach (ZipArchiveEntry entry in package.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            using var file = new MemoryStream();
            using (Stream stream = entry.Open()) stream.CopyTo(file);
            file.Position = 0;
            using var portable = new PEReader(file);
            Assert.Contains(portable.ReadDebugDirectory(), debug => debug.Type == DebugDirectoryEntryType.Reproducible);
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_project_for_an_older_framework_gets_no_newer_framework_s_packages(string id)
    {
        using ZipArchive package = packages.Open(id);
        IEnumerable<string> versions = Nuspec(package).Descendants()
            .Where(e => e.Name.LocalName == "group" && e.Attribute("targetFramework")!.Value == "net8.0")
            .SelectMany(group => group.Elements())
            .Where(e => e.Attribute("id")!.Value is var name && (name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || name.StartsWith("System.", StringComparison.Ordinal)))
            .Select(e => e.Attribute("version")!.Value);
        Assert.All(versions, version => Assert.StartsWith("8.", version, StringComparison.Ordinal));
    }

    private static XElement Nuspec(ZipArchive package)
    {
        using Stream stream = package.Entries.Single(e => e.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    }

    private IEnumerable<string> Libraries(string id) =>
        Entries(id).Where(e => e.StartsWith("lib/", StringComparison.Ordinal) && e.EndsWith(".dll", StringComparison.Ordinal));

    private List<string> Entries(string id)
    {
        using ZipArchive package = packages.Open(id);
        return [.. package.Entries.Select(e => e.FullName)];
    }
}
