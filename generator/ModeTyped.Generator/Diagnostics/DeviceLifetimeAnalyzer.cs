using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>
/// Whether a device is disposed: one that is created and dropped, or kept in a local variable that nothing disposes and
/// that nothing else takes over.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeviceLifetimeAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.DeviceNotDisposed);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (RuntimeSymbols.Create(start.Compilation) is { } symbols)
                start.RegisterOperationAction(operation => Analyze(operation, symbols), OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, RuntimeSymbols symbols)
    {
        var creation = (IInvocationOperation)context.Operation;
        if (creation.TargetMethod.Name is not ("ConnectAsync" or "Start")
            || !RuntimeSymbols.Same(creation.TargetMethod.ContainingType, symbols.Device))
            return;

        if (IsDropped(FindDevice(creation), symbols))
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.DeviceNotDisposed, creation.Syntax.GetLocation()));
    }

    /// <summary>The expression whose value is the device: <c>Start(...)</c>, or the awaited <c>ConnectAsync(...)</c>.</summary>
    private static IOperation FindDevice(IInvocationOperation creation)
    {
        IOperation device = creation;
        if (device.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured) device = configured;
        return device.Parent as IAwaitOperation ?? device;
    }

    private static bool IsDropped(IOperation device, RuntimeSymbols symbols) => device.Parent switch
    {
        IExpressionStatementOperation => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } =>
            device.Type is not null && RuntimeSymbols.Same(device.Type, symbols.Device)
            && !IsUsing(declarator)
            && !IsTakenCareOf(declarator.Symbol, declarator, symbols),
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: { } local }, Parent: IExpressionStatementOperation } =>
            RuntimeSymbols.Same(device.Type, symbols.Device) && !IsTakenCareOf(local, device, symbols),
        _ => false,
    };

    private static bool IsUsing(IVariableDeclaratorOperation declarator)
    {
        for (IOperation? current = declarator.Parent; current is not null and not IBlockOperation; current = current.Parent)
            if (current is IUsingDeclarationOperation or IUsingOperation) return true;

        return false;
    }

    private static bool IsTakenCareOf(ILocalSymbol local, IOperation inside, RuntimeSymbols symbols)
    {
        IOperation root = inside;
        while (root.Parent is { } parent) root = parent;

        foreach (IOperation operation in root.Descendants())
            if (operation is ILocalReferenceOperation reference
                && SymbolEqualityComparer.Default.Equals(reference.Local, local)
                && !IsMereUse(reference, symbols))
                return true;

        return false;
    }

    /// <summary>Whether a mention of the device neither disposes it nor hands it to code that may.</summary>
    private static bool IsMereUse(ILocalReferenceOperation reference, RuntimeSymbols symbols)
    {
        IOperation? parent = reference.Parent;
        while (parent is IConversionOperation) parent = parent.Parent;

        return parent switch
        {
            IInvocationOperation invocation => invocation.TargetMethod.Name is not ("DisposeAsync" or "StopAsync"),
            IMemberReferenceOperation => true,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { } method } } => symbols.IsSend(method),
            ISimpleAssignmentOperation assignment => assignment.Target == reference,
            IBinaryOperation or IIsPatternOperation => true,
            _ => false,
        };
    }
}
