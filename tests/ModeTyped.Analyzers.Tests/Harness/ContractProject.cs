using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using ModeTyped.Generator;

namespace ModeTyped.Analyzers.Tests.Harness;

/// <summary>A user's project of one file: what the generator makes of it, and what the analyzers say of both together.</summary>
internal sealed class ContractProject
{
    public const string FileName = "Contract.cs";

    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using ModeTyped;
        """;

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);

    private static readonly ImmutableArray<MetadataReference> Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private ContractProject(string source, CSharpCompilation input, Compilation output, GeneratorDriverRunResult run)
    {
        Source = source;
        Input = input;
        Output = output;
        Run = run;
    }

    /// <summary>What every project of a user references: the framework and the runtime.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
        [.. Framework, MetadataReference.CreateFromFile(typeof(ModeDevice).Assembly.Location)];

    // All projects begin as this one, so that what they reference is read once.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Contract",
        [Parse(GlobalUsings, "GlobalUsings.cs")],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(ModeGenerator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public string Source { get; }

    public CSharpCompilation Input { get; }

    /// <summary>The project with what was generated for it.</summary>
    public Compilation Output { get; }

    public GeneratorDriverRunResult Run { get; }

    /// <summary>Compiles a source and runs the generator over it.</summary>
    public static ContractProject Compile(string source, params MetadataReference[] references)
    {
        CSharpCompilation input = Empty
            .AddSyntaxTrees(Parse(source, FileName))
            .WithOptions(Empty.Options.WithOutputKind(OutputKindOf(source)))
            .AddReferences(references);
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create([new ModeGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _, TestContext.Current.CancellationToken);
        return new ContractProject(source, input, output, driver.GetRunResult());
    }

    /// <summary>A library that other projects can reference.</summary>
    public static MetadataReference Build(Compilation compilation)
    {
        using var assembly = new MemoryStream();
        EmitResult result = compilation.WithAssemblyName("Library").Emit(assembly, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(assembly.ToArray());
    }

    /// <summary>What all analyzers report, but for what the source suppresses.</summary>
    public Task<ImmutableArray<Diagnostic>> AnalyzeAsync() => AnalyzeAsync(Output);

    /// <inheritdoc cref="AnalyzeAsync()"/>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: null,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers(Analyzers, options)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return diagnostics.Sort((left, right) => left.Location.SourceSpan.CompareTo(right.Location.SourceSpan));
    }

    /// <summary>The compiler's errors, in the user's code and in generated code.</summary>
    public IEnumerable<Diagnostic> Errors =>
        Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), ParseOptions, path);

    private static OutputKind OutputKindOf(string source) =>
        CSharpSyntaxTree.ParseText(source, ParseOptions).GetCompilationUnitRoot().Members
            .Any(member => member is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax)
                ? OutputKind.ConsoleApplication
                : OutputKind.DynamicallyLinkedLibrary;
}
