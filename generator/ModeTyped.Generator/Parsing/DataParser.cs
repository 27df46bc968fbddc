using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses types with <c>[ModeData]</c>.</summary>
internal static class DataParser
{
    public static Target<DataSpec>? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        if (TargetParser.Find(context, ContractKind.Data, cancellationToken) is not var (type, attribute, name)) return null;

        if (PayloadGraphParser.Parse(type, type, cancellationToken) is not { } payload) return null;

        bool isFamily = NameValidity.IsDataFamily(name);
        string key = isFamily ? name.Substring(0, name.Length - 1) : name;
        EquatableArray<RulesSpec> rules = PayloadRules.Parse(type, payload, cancellationToken);
        TargetType target = TargetParser.Parse(type);
        return new Target<DataSpec>(
            new DataSpec(
                target,
                key,
                isFamily,
                ConfigurationParser.Parse(type, payload, key, isFamily),
                payload.Root.Codec,
                rules.IsEmpty ? null : PayloadRules.ClassOf(payload.Root)),
            ContractMemberParser.Parse(type, target, ContractKind.Data, name, attribute.AttributeClass!, payload),
            payload.Payloads,
            rules);
    }
}
