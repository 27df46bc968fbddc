using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Finds the JSON options of a contract: the reference options and what <c>[ModeJson]</c> changes of them.</summary>
internal static class JsonSettingsParser
{
    private const NumberHandling AllNumbers =
        NumberHandling.AllowReadingFromString | NumberHandling.WriteAsString | NumberHandling.AllowNamedFloatingPointLiterals;

    /// <summary>Where the codecs of an annotated type's payload stand, and the options that they follow.</summary>
    public static JsonScope ParseScope(INamedTypeSymbol annotated)
    {
        string ns = "ModeTyped.Generated." + CodecNames.Sanitize(annotated.ContainingAssembly.Name);
        for (INamedTypeSymbol? type = annotated; type is not null; type = type.ContainingType)
        {
            if (!HasAttributes(type)) continue;
            ns += "." + CodecNames.Path(type) + "_Json";
            break;
        }

        return new JsonScope(ns, ParseSettings(annotated));
    }

    /// <summary>The options that hold within a type or an assembly; what an inner attribute leaves out comes from the outer ones.</summary>
    public static JsonSettings ParseSettings(ISymbol symbol)
    {
        JsonSettings settings = symbol switch
        {
            INamedTypeSymbol { ContainingType: { } outer } => ParseSettings(outer),
            INamedTypeSymbol type => ParseSettings(type.ContainingAssembly),
            _ => JsonSettings.Reference,
        };
        return Find(symbol, KnownTypes.ModeJsonAttribute) is { } attribute ? Change(settings, attribute) : settings;
    }

    private static JsonSettings Change(JsonSettings settings, AttributeData attribute) => new(
        AttributeReader.Named(attribute, "PropertyNamingPolicy", -1) is var naming and >= 0 and <= (int)NamingPolicy.KebabCaseUpper
            ? (NamingPolicy)naming
            : settings.Naming,
        AttributeReader.Named(attribute, "UseStringEnumConverter", settings.EnumsAreText),
        AttributeReader.Named(attribute, "DefaultIgnoreCondition", -1) is var ignore and >= 0 and <= (int)IgnoreCondition.WhenReading and not (int)IgnoreCondition.Always
            ? (IgnoreCondition)ignore
            : settings.Ignore,
        (NumberHandling)AttributeReader.Named(attribute, "NumberHandling", (int)settings.Numbers) & AllNumbers,
        AttributeReader.Named(attribute, "UnmappedMemberHandling", settings.RefusesUnmapped ? 1 : 0) == 1,
        !AttributeReader.Named(attribute, "AllowDuplicateProperties", !settings.RefusesDuplicates));

    private static bool HasAttributes(INamedTypeSymbol type) =>
        Find(type, KnownTypes.ModeJsonAttribute) is not null || Find(type, KnownTypes.ModeJsonContextAttribute) is not null;

    private static AttributeData? Find(ISymbol symbol, string metadataName)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
            if (KnownTypes.Is(attribute.AttributeClass, metadataName)) return attribute;

        return null;
    }
}
