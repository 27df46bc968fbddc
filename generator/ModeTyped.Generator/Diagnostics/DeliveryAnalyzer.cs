using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>How messages are sent: the QoS levels that MODE accepts, and the rate that it tolerates.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeliveryAnalyzer : ContractAnalyzer
{
    private const string QualityOfService = nameof(QualityOfService);
    private const string MaxPerMinute = nameof(MaxPerMinute);

    /// <summary>MODE accepts MQTT's QoS 0 and 1 only.</summary>
    private const int MaxQualityOfService = 1;

    /// <summary>MODE ends the session of a device that sends more in a minute.</summary>
    private const int SendsPerMinute = 600;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.UnsupportedQualityOfService, Descriptors.InvalidRate);

    private protected override void Register(CompilationStartAnalysisContext context, ContractSymbols symbols)
    {
        RegisterAnnotationAction(context, symbols, (symbol, annotation) =>
        {
            ReportQualityOfService(symbol, annotation);
            ReportRate(symbol, symbols, annotation);
        });

        if (context.Compilation.GetTypeByMetadataName("ModeTyped.QualityOfService") is { } qualityOfService)
            context.RegisterOperationAction(
                operation => ReportQualityOfService(operation, qualityOfService), OperationKind.Conversion);
    }

    private static void ReportQualityOfService(SymbolAnalysisContext context, Annotation annotation)
    {
        if (annotation.GetNumber(QualityOfService) is { } level && !IsSupported(level))
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.UnsupportedQualityOfService, annotation.GetLocation(QualityOfService, context.CancellationToken), level));
    }

    private static void ReportQualityOfService(OperationAnalysisContext context, INamedTypeSymbol qualityOfService)
    {
        var conversion = (IConversionOperation)context.Operation;
        if (SymbolEqualityComparer.Default.Equals(conversion.Type, qualityOfService)
            && conversion.ConstantValue is { HasValue: true, Value: int level }
            && !IsSupported(level)
            && conversion.Syntax.FirstAncestorOrSelf<AttributeSyntax>() is null)
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.UnsupportedQualityOfService, conversion.Syntax.GetLocation(), level));
    }

    private static void ReportRate(SymbolAnalysisContext context, ContractSymbols symbols, Annotation annotation)
    {
        if (annotation.GetNumber(MaxPerMinute) is not { } rate) return;

        if (rate < 0)
        {
            Report($"MaxPerMinute is {rate}; state how many events a minute the device sends at most, or leave it out");
            return;
        }

        // One report for a contract: at the highest rate, as that is the one to look at first.
        long sum = 0;
        Annotation highest = annotation;
        foreach (Annotation other in symbols.GetContract(annotation.Type))
        {
            if (other.GetNumber(MaxPerMinute) is not { } otherRate || otherRate <= 0) continue;
            sum += otherRate;
            int highestRate = highest.GetNumber(MaxPerMinute) ?? 0;
            if (otherRate > highestRate || (otherRate == highestRate && DeclarationOrder.Instance.Compare(other, highest) < 0))
                highest = other;
        }

        if (sum > SendsPerMinute && SymbolEqualityComparer.Default.Equals(highest.Type, annotation.Type))
            Report(
                $"The events of this contract declare {sum} sends a minute, but MODE ends the session of a device that sends more than "
                + $"{SendsPerMinute}; lower MaxPerMinute, or send several values in one event");

        void Report(string message) =>
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.InvalidRate, annotation.GetLocation(MaxPerMinute, context.CancellationToken), message));
    }

    private static bool IsSupported(int level) => level is >= 0 and <= MaxQualityOfService;
}
