using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses types with <c>[BulkLabel]</c>.</summary>
internal static class BulkLabelParser
{
    public static Target<BulkLabelSpec>? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        if (TargetParser.Find(context, ContractKind.BulkLabel, cancellationToken) is not var (type, attribute, label)) return null;

        BulkForms forms = BulkForms.Parse(type, cancellationToken);
        if (!forms.IsComplete) return null;

        TargetType target = TargetParser.Parse(type);
        bool sendIsFree = LeavesFree(type, "SendAsync");
        BulkDataSpec? data = forms.Payload is null ? null : new BulkDataSpec(
            TypeNames.Of(forms.Payload),
            forms.PayloadGraph?.Root.Codec,
            sendIsFree ? AccessibilityFor(forms.Payload) : null);
        BulkExchangeSpec? exchange = forms.Request is null ? null : new BulkExchangeSpec(
            forms.RequestGraph!.Root,
            forms.ResponseGraph!.Root,
            LeavesFree(type, "RequestAsync") ? AccessibilityFor(forms.Request, forms.Response!) : null);

        PayloadGraph?[] payloads = [forms.PayloadGraph, forms.RequestGraph, forms.ResponseGraph];
        return new Target<BulkLabelSpec>(
            new BulkLabelSpec(
                target,
                label,
                AttributeReader.QualityOfService(attribute),
                SendsBytes: sendIsFree && data is null && exchange is null,
                data,
                exchange),
            ContractMemberParser.Parse(type, target, ContractKind.BulkLabel, label, attribute.AttributeClass!, payloads) with
            {
                HasPublicPayloads = new[] { forms.Payload, forms.Request, forms.Response }.All(payload => payload is null || Validity.IsPublic(payload)),
            },
            PayloadGrouping.Flatten(payloads.Select(static graph => graph?.Payloads ?? [])));
    }

    private static bool LeavesFree(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.BaseType)
        {
            if (!part.GetMembers(name).IsEmpty) return false;
        }

        return type.Name != name;
    }

    // A method is seen by no more than the types that it names.
    private static string AccessibilityFor(params ITypeSymbol[] types) => types.All(Validity.IsPublic) ? "public" : "internal";
}
