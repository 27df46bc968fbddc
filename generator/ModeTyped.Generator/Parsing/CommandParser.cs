using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses types with <c>[ModeCommand]</c>.</summary>
internal static class CommandParser
{
    public static Target<CommandSpec>? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        if (TargetParser.Find(context, ContractKind.Command, cancellationToken) is not var (type, attribute, action)) return null;

        if (PayloadGraphParser.Parse(type, type, cancellationToken) is not { } payload) return null;

        TargetType target = TargetParser.Parse(type);
        return new Target<CommandSpec>(
            new CommandSpec(target, action, payload.Root.Codec),
            ContractMemberParser.Parse(type, target, ContractKind.Command, action, attribute.AttributeClass!, payload),
            payload.Payloads);
    }
}
