using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>What a command handler must not do: block, or run on unseen.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.BlockingHandler, Descriptors.AsyncVoidHandler);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (RuntimeSymbols.Create(start.Compilation) is not { } symbols) return;

            start.RegisterOperationAction(operation => AnalyzeProperty(operation, symbols), OperationKind.PropertyReference);
            start.RegisterOperationAction(operation => AnalyzeInvocation(operation, symbols), OperationKind.Invocation);
            start.RegisterOperationAction(operation => AnalyzeDelegate(operation, symbols), OperationKind.DelegateCreation);
        });
    }

    private static void AnalyzeProperty(OperationAnalysisContext context, RuntimeSymbols symbols)
    {
        var reference = (IPropertyReferenceOperation)context.Operation;
        if (reference.Property is { Name: "Result", ContainingType: { } type } && IsTask(type) && IsInHandler(context, symbols))
            ReportBlocking(context, "." + reference.Property.Name);
    }

    private static void AnalyzeInvocation(OperationAnalysisContext context, RuntimeSymbols symbols)
    {
        var invocation = (IInvocationOperation)context.Operation;
        IMethodSymbol method = invocation.TargetMethod;
        if (Blocking(method) is { } name && IsInHandler(context, symbols))
            ReportBlocking(context, name);
        else if (method is { IsAsync: true, ReturnsVoid: true } && IsInHandler(context, symbols))
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.AsyncVoidHandler,
                invocation.Syntax.GetLocation(),
                $"'{method.Name}', which the command handler calls,",
                "return a Task from it and await that"));
    }

    private static void AnalyzeDelegate(OperationAnalysisContext context, RuntimeSymbols symbols)
    {
        var creation = (IDelegateCreationOperation)context.Operation;
        IMethodSymbol? target = creation.Target switch
        {
            IAnonymousFunctionOperation function => function.Symbol,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
        if (target is { IsAsync: true, ReturnsVoid: true } && IsGivenToRuntime(creation, symbols))
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.AsyncVoidHandler,
                creation.Syntax.GetLocation(),
                "The delegate given here",
                "make it synchronous, such as by writing to a channel that other code reads"));
    }

    private static bool IsGivenToRuntime(IOperation value, RuntimeSymbols symbols)
    {
        IOperation? parent = value.Parent;
        while (parent is IConversionOperation or IConditionalOperation or ICoalesceOperation) parent = parent.Parent;

        return parent switch
        {
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: { } member } } =>
                symbols.IsRuntime(member) || symbols.IsDispatcher(member.ContainingType),
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { } method } } => symbols.IsRuntime(method),
            _ => false,
        };
    }

    /// <summary>Whether an operation runs as part of a command handler: a lambda given as one, or a method of its shape.</summary>
    private static bool IsInHandler(OperationAnalysisContext context, RuntimeSymbols symbols)
    {
        for (IOperation? current = context.Operation.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IAnonymousFunctionOperation { Parent: IDelegateCreationOperation creation }:
                    return symbols.IsHandlerType(creation.Type);
                case ILocalFunctionOperation function:
                    return symbols.IsHandlerMethod(function.Symbol);
            }
        }

        return context.ContainingSymbol is IMethodSymbol method && symbols.IsHandlerMethod(method);
    }

    private static string? Blocking(IMethodSymbol method) => method switch
    {
        { Name: "Wait" or "WaitAll" or "WaitAny", ContainingType: { } type } when IsTask(type) => type.Name + "." + method.Name,
        { Name: "GetResult", ContainingType: { Name: "TaskAwaiter" or "ValueTaskAwaiter" } type } when IsIn(type, "CompilerServices") =>
            "GetAwaiter().GetResult()",
        { Name: "Sleep", ContainingType: { Name: "Thread" } type } when IsIn(type, "Threading") => "Thread.Sleep",
        _ => null,
    };

    private static bool IsTask(INamedTypeSymbol type) => type.Name is "Task" or "ValueTask" && IsIn(type, "Tasks");

    private static bool IsIn(INamedTypeSymbol type, string @namespace) => type.ContainingNamespace.Name == @namespace;

    private static void ReportBlocking(OperationAnalysisContext context, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.BlockingHandler, context.Operation.Syntax.GetLocation(), what));
}
