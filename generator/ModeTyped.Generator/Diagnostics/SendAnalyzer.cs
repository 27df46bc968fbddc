using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>Whether somebody learns the fate of what is sent.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SendAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.SendNotAwaited);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (RuntimeSymbols.Create(start.Compilation) is { } symbols)
                start.RegisterOperationAction(operation => Analyze(operation, symbols), OperationKind.ExpressionStatement);
        });
    }

    private static void Analyze(OperationAnalysisContext context, RuntimeSymbols symbols)
    {
        IOperation result = ((IExpressionStatementOperation)context.Operation).Operation;
        if (result is IConditionalAccessOperation { WhenNotNull: { } access }) result = access;
        if (result is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } awaited }) result = awaited;

        if (result is IInvocationOperation send && symbols.IsSend(send.TargetMethod))
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.SendNotAwaited, send.Syntax.GetLocation(), send.TargetMethod.Name));
    }
}
