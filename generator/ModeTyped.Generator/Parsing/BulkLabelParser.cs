using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses types with <c>[BulkLabel]</c>.</summary>
internal static class BulkLabelParser
{
    public static Target<BulkLabelSpec>? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        if (TargetParser.Find(context, ContractKind.BulkLabel, cancellationToken) is not var (type, attribute, label)) return null;

        TargetType target = TargetParser.Parse(type);
        return new Target<BulkLabelSpec>(
            new BulkLabelSpec(target, label, AttributeReader.QualityOfService(attribute), LeavesSendAsyncFree(type)),
            ContractMemberParser.Parse(type, target, ContractKind.BulkLabel, label, attribute.AttributeClass!, payload: null),
            Payload: null);
    }

    private static bool LeavesSendAsyncFree(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.BaseType)
        {
            if (!part.GetMembers("SendAsync").IsEmpty) return false;
        }

        return type.Name != "SendAsync";
    }
}
