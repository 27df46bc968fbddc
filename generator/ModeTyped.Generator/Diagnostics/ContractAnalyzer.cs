using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>The frame of the analyzers that look at annotated types.</summary>
public abstract class ContractAnalyzer : DiagnosticAnalyzer
{
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (ContractSymbols.Create(start.Compilation) is { } symbols) Register(start, symbols);
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext context, ContractSymbols symbols);

    private protected static void RegisterAnnotationAction(
        CompilationStartAnalysisContext context, ContractSymbols symbols, Action<SymbolAnalysisContext, Annotation> action) =>
        context.RegisterSymbolAction(
            symbolContext =>
            {
                foreach (Annotation annotation in symbols.GetAnnotations((INamedTypeSymbol)symbolContext.Symbol))
                    action(symbolContext, annotation);
            },
            SymbolKind.NamedType);
}
