using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModeTyped.Generator.Parsing;

/// <summary>
/// Names of codec classes: readable, and different for different types, since each annotated type is parsed alone and
/// all must agree on the codec of a type that they share.
/// </summary>
internal static class CodecNames
{
    /// <summary>The name of a type's codec, such as <c>Devices_ThermostatCodec</c> or <c>List__Int32Codec</c>.</summary>
    /// <param name="type">The type.</param>
    /// <param name="form">What tells the codec from the type's own, such as <c>As_Text</c>; empty for the type's own.</param>
    public static string Of(ITypeSymbol type, string form = "")
    {
        string name = Path(type);
        return form.Length == 0 ? name + "Codec" : $"{name}__{form}Codec";
    }

    /// <summary>A type with its namespace and type arguments as one identifier that no other type has.</summary>
    public static string Path(ITypeSymbol type)
    {
        var name = new StringBuilder(32);
        bool ambiguous = Append(name, type, depth: 0);
        if (ambiguous) name.Append("__").Append(Hash(TypeNames.Of(type)));
        return name.ToString();
    }

    /// <summary>A short name as System.Text.Json's generator gives it, such as <c>ListSensor</c>.</summary>
    public static string Label(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Label(array.ElementType) + "Array",
        INamedTypeSymbol named => named.Name + string.Concat(named.TypeArguments.Select(Label)),
        _ => Sanitize(type.ToDisplayString()),
    };

    /// <summary>A namespace or assembly name as one identifier.</summary>
    public static string Sanitize(string name)
    {
        string dotless = name.Replace('.', '_');
        if (SyntaxFacts.IsValidIdentifier(dotless)) return dotless;

        var text = new StringBuilder(name.Length + 1);
        foreach (char c in name) text.Append(char.IsLetterOrDigit(c) ? c : '_');
        if (text.Length == 0 || char.IsDigit(text[0])) text.Insert(0, '_');
        return text.ToString();
    }

    /// <summary>A hash that is the same on every machine and in every process (FNV-1a).</summary>
    public static string Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text) hash = unchecked((hash ^ c) * 16777619);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>Appends the name; returns whether another type could have the same.</summary>
    private static bool Append(StringBuilder name, ITypeSymbol type, int depth)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                bool nested = Append(name, array.ElementType, depth + 1);
                name.Append("__Array");
                return nested || depth > 0 || array.Rank > 1;
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                name.Append("Nullable__");
                return Append(name, nullable.TypeArguments[0], depth + 1);
            case INamedTypeSymbol named:
                bool ambiguous = AppendPath(name, named);
                foreach (ITypeSymbol argument in named.IsGenericType ? AllTypeArguments(named) : [])
                {
                    name.Append("__");
                    ambiguous |= Append(name, argument, depth + 1) || depth > 0;
                }

                return ambiguous;
            default:
                name.Append(Sanitize(type.ToDisplayString()));
                return true;
        }
    }

    private static bool AppendPath(StringBuilder name, INamedTypeSymbol type)
    {
        bool ambiguous = type.Name.IndexOf('_') >= 0;
        if (type.ContainingType is { } outer)
        {
            ambiguous |= AppendPath(name, outer);
            name.Append('_');
        }
        else if (type.ContainingNamespace is { IsGlobalNamespace: false } ns && !IsSystem(ns))
        {
            string path = TargetParser.MetadataName(ns);
            ambiguous |= path.IndexOf('_') >= 0 || path.IndexOf('@') >= 0;
            name.Append(Sanitize(path)).Append('_');
        }
        else if (type.ContainingNamespace is { IsGlobalNamespace: true })
        {
            name.Append("Global_");
        }

        name.Append(type.Name);
        return ambiguous;
    }

    private static IEnumerable<ITypeSymbol> AllTypeArguments(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
            foreach (ITypeSymbol argument in AllTypeArguments(outer)) yield return argument;
        foreach (ITypeSymbol argument in type.TypeArguments) yield return argument;
    }

    private static bool IsSystem(INamespaceSymbol ns)
    {
        while (ns.ContainingNamespace is { IsGlobalNamespace: false } outer) ns = outer;
        return ns.Name == "System";
    }
}
