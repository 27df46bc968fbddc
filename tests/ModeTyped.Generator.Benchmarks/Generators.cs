using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModeTyped.Generator.Benchmarks;

internal static class Generators
{
    /// <summary>The generator that the installed SDK runs.</summary>
    public static IIncrementalGenerator SystemTextJson => (IIncrementalGenerator)Activator.CreateInstance(SystemTextJsonType)!;

    private static Type SystemTextJsonType { get; } = Assembly
        .LoadFrom(Directory
            .EnumerateFiles(
                Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref")),
                "System.Text.Json.SourceGeneration.dll",
                SearchOption.AllDirectories)
            .Last())
        .GetType("System.Text.Json.SourceGeneration.JsonSourceGenerator", throwOnError: true)!;

    public static GeneratorDriver Drive(IIncrementalGenerator generator) =>
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: SampleProject.ParseOptions);
}
