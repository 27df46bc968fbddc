using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Prints how members are reached, and the unsafe accessors for those that C# would not let us reach.</summary>
internal static class AccessorEmitter
{
    private const string Attribute = "global::System.Runtime.CompilerServices.UnsafeAccessor";

    /// <summary>An expression of a member's value.</summary>
    public static string Get(ObjectSpec spec, MemberSpec member)
    {
        if (!member.GetsByAccessor) return Target(member) + member.Name;
        return $"{(member.IsField ? "FieldOf" : "Get")}{member.AccessorSuffix}({Reference(spec)}value)";
    }

    /// <summary>A statement that sets a member.</summary>
    public static string Set(ObjectSpec spec, MemberSpec member, string value)
    {
        if (member.Read is not ReadTarget.Accessor) return $"{Target(member)}{member.Name} = {value};";
        return member.IsField
            ? $"FieldOf{member.AccessorSuffix}({Reference(spec)}value) = {value};"
            : $"Set{member.AccessorSuffix}({Reference(spec)}value, {value});";
    }

    public static void Emit(SourceWriter source, ObjectSpec spec)
    {
        foreach (MemberSpec member in spec.Members) Emit(source, spec, member, member.Type.NullableName);
        if (spec.ExtensionData is { } extension) Emit(source, spec, extension.Member, extension.Collected);
        if (spec.Creation is ObjectCreation.Accessor)
        {
            string parameters = string.Join(", ", spec.Parameters.Select(static (parameter, i) => $"{parameter.Type} parameter{Literals.Int(i)}"));
            source.Write();
            source.Write(
                $"""
                [{Attribute}({Attribute}Kind.Constructor)]
                private static extern {spec.Type.FullName} Create({parameters});
                """);
        }
    }

    private static void Emit(SourceWriter source, ObjectSpec spec, MemberSpec member, string type)
    {
        bool sets = member.Read is ReadTarget.Accessor;
        string target = (spec.Type.IsReferenceType ? "" : "ref ") + member.DeclaringType + " target";
        string name = member.Name.TrimStart('@');
        if (member.IsField && (sets || member.GetsByAccessor))
            Emit(source, "Field", name, $"ref {type} FieldOf{member.AccessorSuffix}({target})");
        if (!member.IsField && member.GetsByAccessor) Emit(source, "Method", "get_" + name, $"{type} Get{member.AccessorSuffix}({target})");
        if (!member.IsField && sets) Emit(source, "Method", "set_" + name, $"void Set{member.AccessorSuffix}({target}, {type} value)");
    }

    private static void Emit(SourceWriter source, string kind, string name, string signature)
    {
        source.Write();
        source.Write(
            $"""
            [{Attribute}({Attribute}Kind.{kind}, Name = "{name}")]
            private static extern {signature};
            """);
    }

    private static string Target(MemberSpec member) => member.IsHidden ? $"(({member.DeclaringType})value)." : "value.";

    private static string Reference(ObjectSpec spec) => spec.Type.IsReferenceType ? "" : "ref ";
}
