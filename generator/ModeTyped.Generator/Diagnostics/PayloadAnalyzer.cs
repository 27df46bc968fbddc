using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ModeTyped.Generator.Model;
using ModeTyped.Generator.Parsing;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>Whether all that annotated types reach has the JSON form that System.Text.Json gives it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PayloadAnalyzer : ContractAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Descriptors.UnsupportedMember, Descriptors.AttributeNotHonoured, Descriptors.PayloadNotObject, Descriptors.ResponseWithoutCodec,
        Descriptors.RuleNotChecked);

    private protected override void Register(CompilationStartAnalysisContext context, ContractSymbols symbols)
    {
        // Several annotated types may reach the same member.
        var reported = new ConcurrentDictionary<(Location, string), bool>();
        RegisterAnnotationAction(context, symbols, Analyze);

        void Analyze(SymbolAnalysisContext symbol, Annotation annotation)
        {
            switch (Validity.ProblemOf(annotation.Type, annotation.Kind, symbol.CancellationToken))
            {
                case TargetProblem.None when annotation.Kind is ContractKind.BulkLabel:
                    foreach (BulkFormProblem problem in BulkForms.Parse(annotation.Type, symbol.CancellationToken, problem => Report(symbol, annotation, problem)).Problems)
                        symbol.ReportDiagnostic(Diagnostic.Create(
                            Descriptors.ResponseWithoutCodec,
                            annotation.TypeLocation,
                            problem.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                            problem.Role,
                            annotation.Type.Name,
                            problem.Message));
                    break;
                case TargetProblem.None:
                    PayloadGraph? graph = PayloadGraphParser.Parse(
                        annotation.Type, annotation.Type, symbol.CancellationToken, problem => Report(symbol, annotation, problem));
                    if (annotation.Kind is ContractKind.Data && graph is not null)
                        PayloadRules.Parse(annotation.Type, graph, symbol.CancellationToken, (attribute, problem) => ReportRule(symbol, annotation, attribute, problem));
                    break;
                case TargetProblem.Enumerated:
                    symbol.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.PayloadNotObject, annotation.TypeLocation, annotation.Type.Name, annotation.AttributeName));
                    break;
            }
        }

        void Report(SymbolAnalysisContext symbol, Annotation annotation, PayloadProblem problem) =>
            ReportOnce(symbol, Create(problem, annotation, symbol.CancellationToken), problem.Message);

        void ReportRule(SymbolAnalysisContext symbol, Annotation annotation, AttributeData attribute, string problem) => ReportOnce(
            symbol,
            Diagnostic.Create(
                Descriptors.RuleNotChecked, SyntaxOf(attribute, symbol.CancellationToken) ?? annotation.TypeLocation, Annotation.NameOf(attribute), problem),
            problem);

        void ReportOnce(SymbolAnalysisContext symbol, Diagnostic diagnostic, string problem)
        {
            if (reported.TryAdd((diagnostic.Location, problem), true)) symbol.ReportDiagnostic(diagnostic);
        }
    }

    private static Diagnostic Create(PayloadProblem problem, Annotation annotation, CancellationToken cancellationToken)
    {
        string name = problem.Symbol is INamedTypeSymbol or IParameterSymbol
            ? problem.Symbol.Name
            : problem.Symbol.ContainingType.Name + "." + problem.Symbol.Name;
        if (problem.Attribute is not { } attribute)
            return Diagnostic.Create(Descriptors.UnsupportedMember, LocationOf(problem.Symbol), name, problem.Message);

        return Diagnostic.Create(
            Descriptors.AttributeNotHonoured,
            SyntaxOf(attribute, cancellationToken) ?? LocationOf(problem.Symbol),
            Annotation.NameOf(attribute),
            name,
            problem.Message);

        // What another assembly declares can only be shown at the type that reaches it.
        Location LocationOf(ISymbol symbol) => symbol.Locations[0] is { IsInSource: true } source ? source : annotation.TypeLocation;
    }

    private static Location? SyntaxOf(AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation();
}
