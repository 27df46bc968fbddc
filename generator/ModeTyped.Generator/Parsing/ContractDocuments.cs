using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Gathers what the documents of contracts need.</summary>
internal static class ContractDocuments
{
    /// <summary>The documents of a contract; none where the project does not ask for them.</summary>
    public static IEnumerable<ContractDocumentSpec> Of(GeneratedType type, EquatableArray<ContractMessage> messages, ExportOptions options)
    {
        if (!options.ExportsContract) yield break;

        bool isNested = !type.Container.Types.IsEmpty;
        yield return new ContractDocumentSpec(
            type,
            isNested ? type.Container.Types[type.Container.Types.Count - 1].Name : options.AssemblyName,
            options.Version,
            messages
                .Where(message => isNested ? message.Type.Container.Equals(type.Container) : message.Type.Container.Types.IsEmpty)
                .OrderBy(message => message.Kind)
                .ThenBy(message => message.WireName, StringComparer.Ordinal)
                .ThenBy(message => message.Type.FullName, StringComparer.Ordinal)
                .ToEquatableArray());
    }

    public static ContractMessage Message(Target<EventSpec> target) => Of(
        ContractKind.Event, target.Spec.Type, target.Spec.EventType, target.Spec.QualityOfService, TypeOf(target.Spec.Codec, target.Payloads), target.Payloads);

    public static ContractMessage Message(Target<CommandSpec> target) => Of(
        ContractKind.Command, target.Spec.Type, target.Spec.Action, "AtMostOnce", TypeOf(target.Spec.Codec, target.Payloads), target.Payloads);

    public static ContractMessage Message(Target<DataSpec> target)
    {
        DataSpec spec = target.Spec;
        ContractMessage message = Of(
            ContractKind.Data, spec.Type, spec.Key, "AtLeastOnce", TypeOf(spec.Codec, target.Payloads), target.Payloads);
        return message with { IsFamily = spec.IsFamily };
    }

    public static ContractMessage Message(Target<BulkLabelSpec> target)
    {
        BulkLabelSpec spec = target.Spec;
        ContractMessage message = Of(
            ContractKind.BulkLabel, spec.Type, spec.Label, spec.QualityOfService, TypeOf(spec.Data?.Codec, target.Payloads), target.Payloads);
        return message with
        {
            SendsBytes = spec.Data is { } data ? data.Codec is null : spec.Exchange is null,
            Exchange = spec.Exchange is { } exchange ? new ExchangeTypes(exchange.Request, exchange.Response) : null,
        };
    }

    private static ContractMessage Of(
        ContractKind kind, TargetType type, string name, string qualityOfService, TypeRef? content, EquatableArray<PayloadSpec> payloads) =>
        new(kind, type, name, qualityOfService == "AtLeastOnce" ? 1 : 0, IsFamily: false, content, SendsBytes: false, Exchange: null, payloads);

    private static TypeRef? TypeOf(string? codec, EquatableArray<PayloadSpec> payloads)
    {
        foreach (PayloadSpec payload in payloads)
            if (payload.Codec == codec) return payload.Type;

        return null;
    }
}
