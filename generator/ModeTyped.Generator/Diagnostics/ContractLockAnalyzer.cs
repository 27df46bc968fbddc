using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ModeTyped.Generator.Contract;
using ModeTyped.Generator.Parsing;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>Whether the other side of a contract, as <c>mode-contract.json</c> records it, still understands the device.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractLockAnalyzer : ContractAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Descriptors.ContractBroken, Descriptors.ContractEntryRemoved, Descriptors.ContractNotRecorded, Descriptors.ContractLockDamaged);

    private protected override void Register(CompilationStartAnalysisContext context, ContractSymbols symbols)
    {
        if (context.Options.AdditionalFiles.FirstOrDefault(ContractLockFile.IsLock) is not { } file
            || file.GetText(context.CancellationToken) is not { } text
            || !context.TryGetValue(text, ContractLockFile.Reader, out ContractLockFile? read))
            return;

        if (read.Contents is { } recorded)
        {
            RegisterAnnotationAction(context, symbols, (symbol, annotation) => Analyze(symbol, annotation, symbols, recorded));
            RegisterFileAction(additional => ReportRemoved(additional, symbols, recorded, text));
        }
        else
        {
            RegisterFileAction(additional => additional.ReportDiagnostic(Diagnostic.Create(
                Descriptors.ContractLockDamaged,
                ContractLockFile.LocationOf(new TextSpan(Math.Min(read.Position, text.Length), 0), additional.AdditionalFile.Path, text),
                read.Problem)));
        }

        void RegisterFileAction(Action<AdditionalFileAnalysisContext> action) => context.RegisterAdditionalFileAction(additional =>
        {
            if (additional.AdditionalFile == file) action(additional);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, Annotation annotation, ContractSymbols symbols, ContractLock recorded)
    {
        if (LockedType.Parse(annotation, context.CancellationToken) is not { } type) return;

        ContractEntry entry = type.Entry;
        if (recorded.Find(entry.Contract, entry.Kind, entry.Name) is { } record)
        {
            if (IsSame(record, entry.Record)) return;

            bool isBroken = ReportChanges(context, annotation, type, record, formerName: null);
            if (!isBroken) Report(Descriptors.ContractNotRecorded, annotation.TypeLocation, null, annotation.NameNoun, entry.Name);
        }
        else if (FindFormer(entry, annotation, symbols, recorded) is { } former)
        {
            Report(
                Descriptors.ContractBroken,
                annotation.GetNameLocation(context.CancellationToken),
                former.Name,
                annotation.Type.Name,
                $"had the {annotation.NameNoun} '{former.Name}'");
            ReportChanges(context, annotation, type, former.Record, former.Name);
        }
        else
        {
            Report(Descriptors.ContractNotRecorded, annotation.TypeLocation, null, annotation.NameNoun, entry.Name);
        }

        void Report(DiagnosticDescriptor rule, Location location, string? formerName, params object[] arguments) =>
            context.ReportDiagnostic(Diagnostic.Create(rule, location, AcceptedEntry.Properties(entry, formerName), arguments));
    }

    private static bool ReportChanges(
        SymbolAnalysisContext context, Annotation annotation, LockedType type, JsonObject record, string? formerName)
    {
        bool isBroken = false;
        if (record.Find(ContractEntry.QualityOfServiceProperty) is JsonScalar { Text: "1" }
            && type.Entry.Record.Find(ContractEntry.QualityOfServiceProperty) is JsonScalar { Text: "0" })
            Report(annotation.GetLocation("QualityOfService", context.CancellationToken), annotation.Type.Name, "was sent at least once and is sent at most once now");

        foreach ((string property, JsonDirection direction) in ContractEntry.Payloads)
        {
            if (record.FindObject(property) is not { } was) continue;
            if (type.Entry.Record.FindObject(property) is not { } now)
            {
                Report(annotation.TypeLocation, annotation.Type.Name, $"has no {property} any more");
                continue;
            }

            foreach (SchemaChange change in SchemaComparison.Compare(was, now, direction))
            {
                string name = change.Path.Count == 0 ? annotation.Type.Name : change.Path[change.Path.Count - 1];
                Report(type.LocationOf(property, change.Path), name, change.What);
            }
        }

        return isBroken;

        void Report(Location location, string subject, string what)
        {
            isBroken = true;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.ContractBroken, location, AcceptedEntry.Properties(type.Entry, formerName), subject, what));
        }
    }

    private static void ReportRemoved(
        AdditionalFileAnalysisContext context, ContractSymbols symbols, ContractLock recorded, SourceText text)
    {
        List<Annotation> annotations = [.. symbols.All];
        foreach (ContractEntry entry in recorded.Entries)
        {
            string? type = entry.Record.FindString(ContractEntry.TypeProperty);
            bool isDeclared = annotations.Any(annotation =>
                annotation.Kind == entry.Kind
                && LockedType.ContractOf(annotation.Type) == entry.Contract
                && (annotation.Name == entry.Name || TargetParser.Parse(annotation.Type).MetadataName == type));
            if (isDeclared) continue;

            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.ContractEntryRemoved,
                ContractLockFile.LocationOf(entry, context.AdditionalFile.Path, text),
                Annotation.Noun(entry.Kind),
                entry.Name));
        }
    }

    // The entry of the same type under a name that no other type has now.
    private static ContractEntry? FindFormer(ContractEntry entry, Annotation annotation, ContractSymbols symbols, ContractLock recorded)
    {
        string? type = entry.Record.FindString(ContractEntry.TypeProperty);
        return recorded.Entries.FirstOrDefault(former =>
            former.Contract == entry.Contract
            && former.Kind == entry.Kind
            && former.Record.FindString(ContractEntry.TypeProperty) == type
            && symbols.GetContract(annotation.Type).All(other => other.Kind != former.Kind || other.Name != former.Name));
    }

    // What the type is called in C# is no matter of the other side's.
    private static bool IsSame(JsonObject recorded, JsonObject current) => Text(recorded) == Text(current);

    private static string Text(JsonObject record)
    {
        JsonObject text = record.Sorted();
        text.Remove(ContractEntry.TypeProperty);
        return text.ToString();
    }
}
