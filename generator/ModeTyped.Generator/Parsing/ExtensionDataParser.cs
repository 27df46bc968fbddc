using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses the member with <c>[JsonExtensionData]</c>.</summary>
internal static class ExtensionDataParser
{
    private const string Dictionary = "global::System.Collections.Generic.Dictionary<string, global::System.Text.Json.JsonElement>";
    private const string Object = "global::System.Text.Json.Nodes.JsonObject";

    public static ExtensionDataSpec? Parse(PayloadGraphParser graph, PayloadObjectParser parser, PayloadMember member)
    {
        bool isObject = member.Type is INamedTypeSymbol { Name: "JsonObject" } named && TypeNames.IsIn(named, "System.Text.Json.Nodes");
        if (!isObject && !IsDictionary(member.Type))
        {
            graph.Report(member.Symbol, "a member with [JsonExtensionData] must be a Dictionary<string, JsonElement>, an IDictionary<string, JsonElement> or a JsonObject; declare one of them");
            return null;
        }

        if (member.Getter is null)
        {
            graph.Report(member.Symbol, "a member with [JsonExtensionData] must have a getter; add one, or [JsonInclude]");
            return null;
        }

        TypeRef value = isObject
            ? new TypeRef("global::System.Text.Json.Nodes.JsonNode", true, false, "JsonNode", "", "JsonNode")
            : new TypeRef("global::System.Text.Json.JsonElement", false, false, "JsonElement", "", "JsonElement");
        value = value with { RefusesDuplicates = graph.Settings.RefusesDuplicates };
        ReadTarget read = parser.ReadTargetOf(member);
        return new ExtensionDataSpec(
            parser.Member(member, value, WriteCondition.Always, read, mustInitialize: read is ReadTarget.Initializer),
            isObject ? Object : Dictionary);
    }

    private static bool IsDictionary(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Dictionary" or "IDictionary", Arity: 2 } named
        && TypeNames.IsIn(named, "System.Collections.Generic")
        && named.TypeArguments[0].SpecialType == SpecialType.System_String
        && PayloadPrimitives.Find(named.TypeArguments[1]) == "JsonElement";
}
