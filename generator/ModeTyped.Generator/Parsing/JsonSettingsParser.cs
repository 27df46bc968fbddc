using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Finds the JSON options of the contract that an annotated type belongs to.</summary>
internal static class JsonSettingsParser
{
    public static JsonSettings Parse(INamedTypeSymbol annotated)
    {
        string ns = "ModeTyped.Generated." + CodecNames.Sanitize(annotated.ContainingAssembly.Name);
        return new JsonSettings(ns, NamingPolicy.CamelCase, EnumsAreText: true, WriteCondition.Always);
    }
}
