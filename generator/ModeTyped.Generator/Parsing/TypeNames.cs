using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Emission;

namespace ModeTyped.Generator.Parsing;

/// <summary>Types as generated code names them.</summary>
internal static class TypeNames
{
    /// <summary>
    /// The type in C#, from <c>global::</c>. For the types of most members without the compiler's display, which would
    /// cost more than all else that is kept of a member.
    /// </summary>
    public static string Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => "bool",
        SpecialType.System_Char => "char",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Byte => "byte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        SpecialType.System_Decimal => "decimal",
        SpecialType.System_String => "string",
        _ => type is INamedTypeSymbol { Arity: 0 } named && IsIn(named, "System")
            ? "global::System." + Identifiers.Escape(named.Name)
            : NamesRecordStruct(type) ? Escaped(type) : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
    };

    /// <summary>Whether a type lies directly in a namespace, given with its dots.</summary>
    public static bool IsIn(INamedTypeSymbol type, string name)
    {
        if (type.ContainingType is not null) return false;

        int end = name.Length;
        for (INamespaceSymbol? ns = type.ContainingNamespace; ns is { IsGlobalNamespace: false }; ns = ns.ContainingNamespace)
        {
            int start = end - ns.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, ns.Name, 0, ns.Name.Length) != 0) return false;
            if (start == 0) return ns.ContainingNamespace.IsGlobalNamespace;
            if (name[start - 1] != '.') return false;
            end = start - 1;
        }

        return false;
    }

    /// <summary>The compiler's display escapes keywords that are names, but forgets record structs.</summary>
    private static string Escaped(ITypeSymbol type) => string.Concat(type
        .ToDisplayParts(SymbolDisplayFormat.FullyQualifiedFormat)
        .Select(static part => part.Kind is SymbolDisplayPartKind.RecordStructName ? Identifiers.Escape(part.ToString()) : part.ToString()));

    private static bool NamesRecordStruct(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array) return NamesRecordStruct(array.ElementType);
        for (INamedTypeSymbol? part = type as INamedTypeSymbol; part is not null; part = part.ContainingType)
        {
            if (part is { IsRecord: true, IsValueType: true }) return true;
            foreach (ITypeSymbol argument in part.TypeArguments)
                if (NamesRecordStruct(argument)) return true;
        }

        return false;
    }
}
