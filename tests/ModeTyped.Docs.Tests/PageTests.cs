using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator;

namespace ModeTyped.Docs.Tests;

/// <summary>What the pages show compiles, and what they link to is there.</summary>
public sealed class PageTests
{
    private static readonly string Root = typeof(PageTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static TheoryData<string> Pages => [.. MarkdownPage.All(Root)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_code_of_a_page_compiles_as_one_program(string path)
    {
        string[] blocks = [.. MarkdownPage.Read(Root, path).CSharpBlocks];
        if (blocks.Length == 0) return;

        Compilation compilation = Compile(blocks);

        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_links_of_a_page_lead_to_files(string path)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Root, path))!;

        Assert.All(
            MarkdownPage.Read(Root, path).RelativeLinks,
            link => Assert.True(Path.Exists(Path.Combine(folder, link)), $"{path} links to {link}, which is not there"));
    }

    /// <summary>
    /// A page is read from top to bottom, so its blocks are one program: all usings, then all statements, then all types.
    /// </summary>
    private static Compilation Compile(string[] blocks)
    {
        var parse = new CSharpParseOptions(LanguageVersion.CSharp12);
        CompilationUnitSyntax[] units = [.. blocks.Select(block => SyntaxFactory.ParseCompilationUnit(block, options: parse))];
        MemberDeclarationSyntax[] members = [.. units.SelectMany(unit => unit.Members)];
        string program = string.Concat(
        [
            .. units.SelectMany(unit => unit.Usings).Select(text => text.ToFullString()),
            .. members.Where(member => member is GlobalStatementSyntax).Select(text => text.ToFullString()),
            .. members.Where(member => member is not GlobalStatementSyntax).Select(text => text.ToFullString()),
        ]);

        const string ImplicitUsings = """
            global using System;
            global using System.Collections.Generic;
            global using System.IO;
            global using System.Linq;
            global using System.Net.Http;
            global using System.Threading;
            global using System.Threading.Tasks;
            """;
        bool isProgram = members.Any(member => member is GlobalStatementSyntax);
        var compilation = CSharpCompilation.Create(
            "Page",
            [CSharpSyntaxTree.ParseText(program, parse), CSharpSyntaxTree.ParseText(ImplicitUsings, parse)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(assembly => MetadataReference.CreateFromFile(assembly)),
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                // As the SDK has it: a package built for an older framework meets the newer one's assemblies.
                specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));

        CSharpGeneratorDriver.Create([new ModeGenerator().AsSourceGenerator(), .. JsonGenerators()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        return generated;
    }

    /// <summary>System.Text.Json's own generator, as every project has it.</summary>
    private static IEnumerable<ISourceGenerator> JsonGenerators()
    {
        string path = typeof(PageTests).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "JsonGenerator").Value!;
        return Assembly.LoadFrom(path).GetTypes()
            .Where(type => type.GetCustomAttribute<GeneratorAttribute>() is not null)
            .Select(type => ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator());
    }
}
