using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModeTyped.Generator.Tests;

/// <summary>Compiles sources as a user's project would, with the generator.</summary>
internal static class Generation
{
    public const string Usings = "#pragma warning disable CS1591 // the undocumented types of tests\nusing ModeTyped;\n\n";

    /// <summary>The oldest language version that generated code must compile under.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "ModeTyped.dll"
                    or "Microsoft.Extensions.Logging.Abstractions.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Compilation(params string[] sources) =>
        Compilation(NullableContextOptions.Enable, sources);

    public static CSharpCompilation Compilation(NullableContextOptions nullable, params string[] sources) => CSharpCompilation.Create(
        "Acme.Device",
        sources.Select((source, i) => Parse(source, $"Source{i}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            .WithNullableContextOptions(nullable)
            .WithWarningLevel(9999)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error));

    public static SyntaxTree Parse(string source, string path = "Source.cs") => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    /// <summary>A driver, which remembers what ran unless told otherwise.</summary>
    /// <param name="trackSteps">Whether it remembers what ran.</param>
    /// <param name="properties">The project's MSBuild properties that the package makes visible to the compiler.</param>
    public static GeneratorDriver Driver(bool trackSteps = true, BuildProperties? properties = null) => CSharpGeneratorDriver.Create(
        [new ModeGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        optionsProvider: properties,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: trackSteps));

    /// <summary>The generated files; the generator must not have thrown.</summary>
    public static ImmutableArray<GeneratedSourceResult> Run(Compilation compilation) =>
        Run(compilation, out _);

    /// <summary>The generated files and the compilation with them; the generator must not have thrown.</summary>
    public static ImmutableArray<GeneratedSourceResult> Run(Compilation compilation, out Compilation output)
    {
        GeneratorRunResult result = Driver().RunGeneratorsAndUpdateCompilation(compilation, out output, out _).GetRunResult().Results[0];
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return result.GeneratedSources;
    }

    /// <summary>The generated files, which must compile without a warning.</summary>
    public static ImmutableArray<GeneratedSourceResult> RunClean(params string[] sources) => RunClean(Compilation(sources));

    /// <inheritdoc cref="RunClean(string[])"/>
    public static ImmutableArray<GeneratedSourceResult> RunClean(Compilation compilation)
    {
        ImmutableArray<GeneratedSourceResult> files = Run(compilation, out Compilation output);
        IEnumerable<string> diagnostics = output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic is { Severity: not DiagnosticSeverity.Hidden, IsSuppressed: false })
            .Select(diagnostic => $"{diagnostic}\n{Line(diagnostic.Location)}");
        Assert.True(!diagnostics.Any(), string.Join("\n", diagnostics));
        return files;
    }

    private static string? Line(Location location) =>
        location.SourceTree?.GetText(TestContext.Current.CancellationToken).Lines[location.GetLineSpan().StartLinePosition.Line].ToString();
}
