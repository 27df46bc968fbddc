using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses types with <c>[ModeEvent]</c>.</summary>
internal static class EventParser
{
    public static Target<EventSpec>? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        if (TargetParser.Find(context, ContractKind.Event, cancellationToken) is not var (type, attribute, eventType)) return null;

        if (PayloadGraphParser.Parse(type, type, cancellationToken) is not { } payload) return null;

        TargetType target = TargetParser.Parse(type);
        return new Target<EventSpec>(
            new EventSpec(
                target,
                eventType,
                AttributeReader.QualityOfService(attribute),
                AttributeReader.Named(attribute, "MaxPerMinute", 0),
                AttributeReader.Named(attribute, "LatestOnly", false),
                payload.Root.Codec),
            ContractMemberParser.Parse(type, target, ContractKind.Event, eventType, attribute.AttributeClass!, payload),
            payload.Payloads);
    }
}
