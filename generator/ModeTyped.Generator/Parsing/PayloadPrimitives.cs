using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Parsing;

/// <summary>The types that the runtime reads and writes itself.</summary>
internal static class PayloadPrimitives
{
    /// <summary>The end of the names of the methods that read and write a type, such as <c>Int32</c>; null for other types.</summary>
    public static string? Find(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean: return "Boolean";
            case SpecialType.System_Char: return "Char";
            case SpecialType.System_SByte: return "SByte";
            case SpecialType.System_Byte: return "Byte";
            case SpecialType.System_Int16: return "Int16";
            case SpecialType.System_UInt16: return "UInt16";
            case SpecialType.System_Int32: return "Int32";
            case SpecialType.System_UInt32: return "UInt32";
            case SpecialType.System_Int64: return "Int64";
            case SpecialType.System_UInt64: return "UInt64";
            case SpecialType.System_Single: return "Single";
            case SpecialType.System_Double: return "Double";
            case SpecialType.System_Decimal: return "Decimal";
            case SpecialType.System_String: return "String";
            case SpecialType.System_DateTime: return "DateTime";
        }

        return type switch
        {
            IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => "ByteArray",
            INamedTypeSymbol { Arity: 1 } named when TypeNames.IsIn(named, "System") && named.TypeArguments[0].SpecialType == SpecialType.System_Byte =>
                named.Name is "Memory" or "ReadOnlyMemory" ? named.Name + "OfByte" : null,
            INamedTypeSymbol { Arity: 0 } named when TypeNames.IsIn(named, "System") =>
                named.Name is "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "Uri" or "Version"
                    or "Half" or "Int128" or "UInt128"
                    ? named.Name
                    : null,
            INamedTypeSymbol { Arity: 0, Name: "JsonElement" or "JsonDocument" } named when TypeNames.IsIn(named, "System.Text.Json") => named.Name,
            INamedTypeSymbol { Arity: 0, Name: "JsonNode" or "JsonObject" or "JsonArray" or "JsonValue" } named
                when TypeNames.IsIn(named, "System.Text.Json.Nodes") => named.Name,
            _ => null,
        };
    }

    public static bool IsNumber(string primitive) => primitive
        is "SByte" or "Byte" or "Int16" or "UInt16" or "Int32" or "UInt32" or "Int64" or "UInt64" or "Int128" or "UInt128"
        or "Half" or "Single" or "Double" or "Decimal";

    /// <summary>Whether a primitive stands for JSON of any form.</summary>
    public static bool IsAnyJson(string primitive) => primitive.StartsWith("Json", StringComparison.Ordinal);

    /// <summary>Whether a dictionary can have keys of a primitive.</summary>
    public static bool IsKey(string primitive) => IsNumber(primitive) || primitive
        is "String" or "Boolean" or "Char" or "Guid" or "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan"
        or "Uri" or "Version";
}
