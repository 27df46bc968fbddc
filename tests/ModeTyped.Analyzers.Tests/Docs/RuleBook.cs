using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ModeTyped.CodeFixes;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Docs;

/// <summary>All that is written of the rules, in code and beside it.</summary>
internal static class RuleBook
{
    /// <summary>The constants that name the rules.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. typeof(DiagnosticIds).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    public static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
    [
        .. typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<CodeFixProvider> Fixes { get; } =
    [
        .. typeof(MakePartialCodeFix).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>The pages of the analyzers' rules by id. The builds' own errors, from MODE0100 on, have no analyzer.</summary>
    public static IReadOnlyDictionary<string, RulePage> Pages { get; } =
        Directory.EnumerateFiles(Folder("docs"), "MODE0*.md")
            .Select(path => new RulePage(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)))
            .Where(page => string.CompareOrdinal(page.Id, "MODE0100") < 0)
            .ToDictionary(page => page.Id, StringComparer.Ordinal);

    /// <summary>The text of the page that lists the rules.</summary>
    public static string Index => File.ReadAllText(Path.Combine(Folder("docs"), "README.md"));

    /// <summary>The rows of the release files: id, category, severity and notes.</summary>
    public static IReadOnlyList<string[]> Releases { get; } =
    [
        .. new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(name => File.ReadLines(Path.Combine(Folder("ModeTyped.Generator"), name)))
            .Where(line => line.StartsWith("MODE", StringComparison.Ordinal))
            .Select(line => line.Split(" | ")),
    ];

    public static bool HasFix(string id) => Fixes.Any(fix => fix.FixableDiagnosticIds.Contains(id));

    private static string Folder(string name, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "generator", name));
}
