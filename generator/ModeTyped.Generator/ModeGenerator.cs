using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Emission;
using ModeTyped.Generator.Model;
using ModeTyped.Generator.Parsing;

namespace ModeTyped.Generator;

/// <summary>
/// Generates typed MODE devices from annotated types. This file is wiring only: parsing decides, emission prints, and
/// the model between them is value-equal, so that an edit that changes no contract runs nothing after parsing.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModeGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var events = Parse(context, KnownTypes.ModeEventAttribute, EventParser.Parse, TrackingNames.ParsedEvents);
        var commands = Parse(context, KnownTypes.ModeCommandAttribute, CommandParser.Parse, TrackingNames.ParsedCommands);
        var bulkLabels = Parse(context, KnownTypes.BulkLabelAttribute, BulkLabelParser.Parse, TrackingNames.ParsedBulkLabels);
        var data = Parse(context, KnownTypes.ModeDataAttribute, DataParser.Parse, TrackingNames.ParsedData);

        var members = Members(events)
            .Combine(Members(commands))
            .Combine(Members(bulkLabels))
            .Combine(Members(data))
            .Select(static (all, _) => EquatableArray.Concat(all.Left.Left.Left, all.Left.Left.Right, all.Left.Right, all.Right))
            .WithTrackingName(TrackingNames.ContractMembers);
        var ambiguous = members
            .Select(static (all, _) => HintNames.Ambiguous(all))
            .WithTrackingName(TrackingNames.AmbiguousHintNames);

        context.RegisterSourceOutput(
            Specs(events, TrackingNames.Events).Combine(ambiguous),
            static (output, item) => output.AddSource(
                HintNames.For(item.Left.Type, ".Event", item.Right), EventEmitter.Emit(item.Left)));
        context.RegisterSourceOutput(
            Specs(commands, TrackingNames.Commands).Combine(ambiguous),
            static (output, item) => output.AddSource(
                HintNames.For(item.Left.Type, ".Command", item.Right), CommandEmitter.Emit(item.Left)));
        context.RegisterSourceOutput(
            Specs(bulkLabels, TrackingNames.BulkLabels).Combine(ambiguous),
            static (output, item) => output.AddSource(
                HintNames.For(item.Left.Type, ".BulkLabel", item.Right), BulkLabelEmitter.Emit(item.Left)));
        context.RegisterSourceOutput(
            Specs(data, TrackingNames.Data).Combine(ambiguous),
            static (output, item) => output.AddSource(
                HintNames.For(item.Left.Type, ".Data", item.Right), DataEmitter.Emit(item.Left)));

        var contracts = members
            .SelectMany(static (all, cancellationToken) => ContractGrouping.Group(all, cancellationToken))
            .WithTrackingName(TrackingNames.Contracts);
        context.RegisterSourceOutput(
            contracts.SelectMany(static (contract, _) => Optional(contract.Commands)).WithTrackingName(TrackingNames.CommandDispatchers),
            static (output, spec) => output.AddSource(spec.Type.HintName, CommandsEmitter.Emit(spec)));
        context.RegisterSourceOutput(
            contracts.SelectMany(static (contract, _) => Optional(contract.Events)).WithTrackingName(TrackingNames.EventPublishers),
            static (output, spec) => output.AddSource(spec.Type.HintName, EventsEmitter.Emit(spec)));
        var jsonContexts = contracts
            .SelectMany(static (contract, _) => Optional(contract.JsonContext))
            .WithTrackingName(TrackingNames.JsonContexts);
        context.RegisterSourceOutput(
            jsonContexts,
            static (output, spec) => output.AddSource(spec.Type.HintName, JsonContextEmitter.Emit(spec)));
        context.RegisterSourceOutput(
            jsonContexts
                .Collect()
                .SelectMany(static (contexts, _) => ContractGrouping.ConverterOptions(contexts))
                .WithTrackingName(TrackingNames.ConverterOptions),
            static (output, spec) => output.AddSource(spec.Scope.Namespace + ".ConverterOptions.g.cs", ConverterOptionsEmitter.Emit(spec)));

        context.RegisterSourceOutput(
            Payloads(events)
                .Combine(Payloads(commands))
                .Combine(Payloads(bulkLabels))
                .Combine(Payloads(data))
                .SelectMany(static (all, _) => PayloadGrouping.Files(
                    EquatableArray.Concat(all.Left.Left.Left, all.Left.Left.Right, all.Left.Right, all.Right)))
                .WithTrackingName(TrackingNames.Payloads),
            static (output, file) => output.AddSource(file.HintName, CodecEmitter.Emit(file.Payload)));
        context.RegisterSourceOutput(
            data.Select(static (target, _) => target.Rules)
                .Collect()
                .SelectMany(static (all, _) => PayloadGrouping.Files(all))
                .WithTrackingName(TrackingNames.Rules),
            static (output, file) => output.AddSource(file.HintName, RulesEmitter.Emit(file.Rules)));

        var options = context.AnalyzerConfigOptionsProvider
            .Combine(context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? ""))
            .Select(static (all, _) => ExportOptionsParser.Parse(all.Left, all.Right))
            .WithTrackingName(TrackingNames.ExportOptions);
        var messages = Messages(events, options, ContractDocuments.Message)
            .Combine(Messages(commands, options, ContractDocuments.Message))
            .Combine(Messages(bulkLabels, options, ContractDocuments.Message))
            .Combine(Messages(data, options, ContractDocuments.Message))
            .Select(static (all, _) => EquatableArray.Concat(all.Left.Left.Left, all.Left.Left.Right, all.Left.Right, all.Right))
            .WithTrackingName(TrackingNames.ContractMessages);
        context.RegisterSourceOutput(
            contracts.Combine(messages).Combine(options)
                .SelectMany(static (all, _) => ContractDocuments.Of(all.Left.Left.Documents, all.Left.Right, all.Right))
                .WithTrackingName(TrackingNames.ContractDocuments),
            static (output, spec) => output.AddSource(spec.Type.HintName, ContractDocumentEmitter.Emit(spec)));
    }

    private static IncrementalValuesProvider<Target<TSpec>> Parse<TSpec>(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        Func<GeneratorAttributeSyntaxContext, CancellationToken, Target<TSpec>?> parse,
        string trackingName)
        where TSpec : IEquatable<TSpec> => context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (node, _) => TargetParser.IsCandidate(node), parse)
            .Where(static target => target is not null)
            .Select(static (target, _) => target!)
            .WithTrackingName(trackingName);

    private static IncrementalValuesProvider<TSpec> Specs<TSpec>(
        IncrementalValuesProvider<Target<TSpec>> targets,
        string trackingName)
        where TSpec : IEquatable<TSpec> => targets.Select(static (target, _) => target.Spec).WithTrackingName(trackingName);

    private static IncrementalValueProvider<EquatableArray<ContractMember>> Members<TSpec>(
        IncrementalValuesProvider<Target<TSpec>> targets)
        where TSpec : IEquatable<TSpec> => targets
            .Select(static (target, _) => target.Member)
            .Collect()
            .Select(static (members, _) => members.ToEquatableArray());

    private static IncrementalValueProvider<EquatableArray<PayloadSpec>> Payloads<TSpec>(
        IncrementalValuesProvider<Target<TSpec>> targets)
        where TSpec : IEquatable<TSpec> => targets
            .Select(static (target, _) => target.Payloads)
            .Collect()
            .Select(static (payloads, _) => PayloadGrouping.Flatten(payloads));

    // Only a project that asks for the documents pays for them.
    private static IncrementalValueProvider<EquatableArray<ContractMessage>> Messages<TSpec>(
        IncrementalValuesProvider<Target<TSpec>> targets,
        IncrementalValueProvider<ExportOptions> options,
        Func<Target<TSpec>, ContractMessage> message)
        where TSpec : IEquatable<TSpec> => targets
            .Collect()
            .Combine(options)
            .Select((all, _) => all.Right.ExportsContract ? all.Left.Select(message).ToEquatableArray() : []);

    private static IEnumerable<T> Optional<T>(T? part)
        where T : class => part is null ? [] : [part];
}
