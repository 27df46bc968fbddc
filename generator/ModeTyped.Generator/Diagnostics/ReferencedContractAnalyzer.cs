using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>
/// Whether the annotated types of referenced assemblies went through the generator. Nothing of ours runs in a project
/// that lacks it, so the project that names the type is the first that can tell.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReferencedContractAnalyzer : ContractAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.GeneratorAbsent);

    private protected override void Register(CompilationStartAnalysisContext context, ContractSymbols symbols)
    {
        if (!symbols.HasReferencedContracts) return;

        var annotations = new ConcurrentDictionary<INamedTypeSymbol, Annotation?>(SymbolEqualityComparer.Default);
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.IdentifierName);

        void Analyze(SyntaxNodeAnalysisContext node)
        {
            if (node.SemanticModel.GetSymbolInfo(node.Node, node.CancellationToken).Symbol is not INamedTypeSymbol type
                || SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, node.Compilation.Assembly))
                return;

            if (annotations.GetOrAdd(type, FindUngenerated) is { } annotation)
                node.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.GeneratorAbsent,
                    ((IdentifierNameSyntax)node.Node).GetLocation(),
                    type.Name,
                    annotation.AttributeName,
                    type.ContainingAssembly.Name));
        }

        Annotation? FindUngenerated(INamedTypeSymbol type)
        {
            foreach (Annotation annotation in symbols.GetAnnotations(type))
                if (!type.AllInterfaces.Any(implemented => implemented.Name == InterfaceOf(annotation.Kind))) return annotation;

            return null;
        }
    }

    private static string InterfaceOf(ContractKind kind) => kind switch
    {
        ContractKind.Event => "IModeEvent",
        ContractKind.Command => "IModeCommand",
        ContractKind.BulkLabel => "IBulkLabel",
        _ => "IModeDataValue",
    };
}
