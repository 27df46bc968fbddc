using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ModeTyped.Generator.Parsing;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>Whether code can be generated for the annotated types at all.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : ContractAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.NotPartial, Descriptors.UnsupportedType);

    private protected override void Register(CompilationStartAnalysisContext context, ContractSymbols symbols)
    {
        context.RegisterSymbolAction(symbol => ReportNotPartial(symbol, symbols), SymbolKind.NamedType);
        RegisterAnnotationAction(context, symbols, ReportUnsupportedType);
    }

    /// <summary>Reported once for a type, however many of the types inside it are annotated.</summary>
    private static void ReportNotPartial(SymbolAnalysisContext context, ContractSymbols symbols)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (Validity.IsPartial(type, context.CancellationToken)) return;

        if (FindAnnotation(type) is { } annotation)
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.NotPartial, type.Locations[0], type.Name, annotation.AttributeName, annotation.Type.Name));

        Annotation? FindAnnotation(INamedTypeSymbol current)
        {
            foreach (Annotation own in symbols.GetAnnotations(current)) return own;

            foreach (INamedTypeSymbol nested in current.GetTypeMembers())
                if (FindAnnotation(nested) is { } found) return found;

            return null;
        }
    }

    private static void ReportUnsupportedType(SymbolAnalysisContext context, Annotation annotation)
    {
        string? reason = Validity.ProblemOf(annotation.Type, annotation.Kind, context.CancellationToken) switch
        {
            TargetProblem.Static => "it is static and so can be no type argument; remove 'static'",
            TargetProblem.RefStruct => "it is a ref struct and so cannot be stored; remove 'ref'",
            TargetProblem.Abstract => "it is abstract and so cannot be created from what is received; remove 'abstract', or name the types to create with [JsonDerivedType]",
            TargetProblem.Generic => "it or a type around it is generic and so does not stand for one payload; annotate a type without type parameters",
            TargetProblem.FileLocal => "it or a type around it is file-local, where generated code cannot name it; remove 'file'",
            TargetProblem.Inaccessible => "it or a type around it is private or protected, where generated code cannot name it; make it internal or public",
            TargetProblem.ObsoleteError => "its [Obsolete] makes every use an error, that of generated code too; make it a warning",
            TargetProblem.LanguageVersion => "generated code needs C# 12 or later; raise the project's LangVersion",
            _ => null,
        };
        if (reason is not null)
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.UnsupportedType, annotation.TypeLocation, annotation.Type.Name, annotation.AttributeName, reason));
    }
}
