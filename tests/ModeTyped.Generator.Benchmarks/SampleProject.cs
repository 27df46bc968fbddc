using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModeTyped.Generator.Tests;

namespace ModeTyped.Generator.Benchmarks;

/// <summary>A project with annotated types, a context of System.Text.Json for the same types, and files without either.</summary>
internal static class SampleProject
{
    private const int OtherFiles = 200;

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);

    public static CSharpCompilation Create(int types) => CSharpCompilation.Create(
        "Acme",
        [
            .. Enumerable.Range(0, types).Select(number => Parse(SampleSources.Class(number))),
            Parse(Context(types)),
            .. Enumerable.Range(0, OtherFiles).Select(number => Parse(SampleSources.Other(number))),
        ],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "ModeTyped.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, ParseOptions);

    private static string Context(int types)
    {
        var source = new StringBuilder("using System.Text.Json.Serialization;\nnamespace Acme;\n\n");
        for (int number = 0; number < types; number++)
            source.Append(CultureInfo.InvariantCulture, $"[JsonSerializable(typeof(Event{number}))]\n");
        return source.Append("internal sealed partial class AcmeContext : JsonSerializerContext;\n").ToString();
    }
}
