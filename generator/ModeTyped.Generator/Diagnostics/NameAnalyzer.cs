using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ModeTyped.Generator.Model;
using ModeTyped.Generator.Parsing;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>Event types, actions, labels and data keys: what MODE accepts, each once in a contract.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NameAnalyzer : ContractAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.InvalidName, Descriptors.DuplicateName, Descriptors.CloudEventName, Descriptors.UndocumentedDataKey);

    private protected override void Register(CompilationStartAnalysisContext context, ContractSymbols symbols) =>
        RegisterAnnotationAction(context, symbols, (symbol, annotation) => Analyze(symbol, symbols, annotation));

    private static void Analyze(SymbolAnalysisContext context, ContractSymbols symbols, Annotation annotation)
    {
        if (!annotation.HasName) return;

        if (NameValidity.FindNameProblem(annotation.Kind, annotation.Name) is { } problem)
        {
            Report(Descriptors.InvalidName, annotation.NameNoun, annotation.Name ?? "", problem);
            return;
        }

        string name = annotation.Name!;
        if (FindEarlier(symbols, annotation) is { } earlier)
            Report(Descriptors.DuplicateName, annotation.NameNoun, name, earlier.Type.Name, WhyTaken(annotation, earlier));
        else if (annotation.Kind is ContractKind.Event && NameValidity.IsCloudEventType(name))
            Report(Descriptors.CloudEventName, name);
        else if (annotation.Kind is ContractKind.Data && !NameValidity.IsDocumentedDataKey(name))
            Report(Descriptors.UndocumentedDataKey, name);

        void Report(DiagnosticDescriptor descriptor, params object[] arguments) =>
            context.ReportDiagnostic(Diagnostic.Create(descriptor, annotation.GetNameLocation(context.CancellationToken), arguments));
    }

    private static string WhyTaken(Annotation annotation, Annotation earlier) =>
        earlier.Name == annotation.Name ? ""
        : annotation.Kind is ContractKind.Data ? $" ('{earlier.Name}'; a family has all keys that begin like it)"
        : " (case does not count)";

    /// <summary>The type that keeps the name: the one declared first.</summary>
    private static Annotation? FindEarlier(ContractSymbols symbols, Annotation annotation)
    {
        foreach (Annotation other in symbols.GetContract(annotation.Type))
            if (other.Kind == annotation.Kind
                && other.Name is { } name
                && NameValidity.Clash(annotation.Kind, name, annotation.Name!)
                && DeclarationOrder.Instance.Compare(other, annotation) < 0)
                return other;

        return null;
    }
}
