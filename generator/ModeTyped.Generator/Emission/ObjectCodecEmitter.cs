using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Prints the codec of an object type.</summary>
internal static class ObjectCodecEmitter
{
    public static void Emit(SourceWriter source, ObjectSpec spec)
    {
        EmitWrite(source, spec);
        source.Write();
        EmitRead(source, spec);
        foreach (MemberSpec member in spec.Members)
            if (member.Read is ReadTarget.Accessor) EmitAccessor(source, spec, member);
    }

    private static void EmitWrite(SourceWriter source, ObjectSpec spec)
    {
        CodecEmitter.OpenWrite(source, spec.Type);

        // What is known of the text before the next member: "{" still to be written, a member certainly or perhaps.
        string? pending = "{";
        bool certain = false;
        foreach (MemberSpec member in spec.Members)
        {
            if (member.Write is WriteCondition.Never) continue;

            string name = JsonText.String(member.JsonName) + ":";
            if (member.Write is WriteCondition.Always)
            {
                if (pending is not null) source.Write($"writer.WriteStart({Literals.Utf8(pending + name)});");
                else if (certain) source.Write($"writer.WriteRaw({Literals.Utf8("," + name)});");
                else source.Write($"writer.WriteName({Literals.Utf8("," + name)});");
                pending = null;
                certain = true;
                CodecEmitter.Write(source, member.Type, "value." + member.Name, member.RefusesNullOnWrite);
                continue;
            }

            if (pending is not null) source.Write($"writer.WriteStart({Literals.Utf8(pending)});");
            pending = null;
            source.Open($"if ({Present(member)})");
            source.Write($"writer.{(certain ? "WriteRaw" : "WriteName")}({Literals.Utf8("," + name)});");
            CodecEmitter.Write(source, member.Type, "value." + member.Name, refusesNull: false);
            source.Close();
        }

        if (pending is not null) source.Write($"writer.WriteStart({Literals.Utf8(pending)});");
        source.Write("writer.WriteEnd((byte)'}');");
        source.Close();
    }

    private static string Present(MemberSpec member)
    {
        string value = "value." + member.Name;
        if (member.Type.IsReferenceType || member.Type.IsNullableValue) return $"{value} is not null";
        return $"!global::System.Collections.Generic.EqualityComparer<{member.Type.FullName}>.Default.Equals({value}, default)";
    }

    private static void EmitRead(SourceWriter source, ObjectSpec spec)
    {
        TypeRef type = spec.Type;
        CodecEmitter.OpenRead(source, type);
        if (!spec.CanRead)
        {
            source.Write("throw new JsonException(\"The type cannot be read, since nothing says how to make it.\");");
            source.Close();
            return;
        }

        source.Write(type.IsReferenceType ? "if (!JsonPayloadReader.TryEnterObject(ref reader)) return null;" : "JsonPayloadReader.EnterObject(ref reader);");
        source.Write();

        // An object that takes nothing but assignments is made first, so that each value goes where it belongs at once.
        bool madeFirst = IsMadeFirst(spec);
        SeenBits seen = SeenBits.Of(spec);
        if (madeFirst) source.Write($"var value = new {type.FullName}();");
        else foreach (MemberSpec member in spec.Members) if (member.Read is not ReadTarget.None) source.Write(Declaration(spec, member));
        if (seen.Count > 0) source.Write("ulong seen = 0;");

        source.Open("while (JsonPayloadReader.TryReadName(ref reader, out ReadOnlySpan<byte> name))");
        source.Open("switch (name.Length)");
        foreach (MemberSpec member in spec.Members)
        {
            if (member.Read is ReadTarget.None) continue;
            source.Write($"case {Literals.Int(Utf8Length(member.JsonName))} when name.SequenceEqual({Literals.Utf8(member.JsonName)}):");
            source.Indent();
            string target = madeFirst ? "value." + member.Name : member.Local;
            source.Write($"{target} = {CodecEmitter.Read(member.Type, member.RefusesNullOnRead)};");
            if (seen.Of(member) is { } bit) source.Write($"seen |= {bit};");
            source.Write("break;");
            source.Unindent();
        }

        source.Write("default:");
        source.Indent();
        source.Write("JsonPayloadReader.Skip(ref reader);");
        source.Write("break;");
        source.Unindent();
        source.Close();
        source.Close();
        source.Write();

        if (seen.RequiredNames.Length > 0)
        {
            source.Write($"if ((seen & {seen.RequiredMask}) != {seen.RequiredMask}) throw JsonPayloadReader.Missing(seen, {seen.RequiredNames});");
            source.Write();
        }

        if (!madeFirst) EmitCreation(source, spec, seen);
        source.Write("return value;");
        source.Close();
    }

    private static bool IsMadeFirst(ObjectSpec spec)
    {
        if (spec.Parameters.Count > 0) return false;
        foreach (MemberSpec member in spec.Members)
            if (member.Read is not (ReadTarget.None or ReadTarget.Setter)) return false;

        return true;
    }

    private static string Declaration(ObjectSpec spec, MemberSpec member)
    {
        string initial = "default";
        foreach (ParameterSpec parameter in spec.Parameters)
            if (parameter.Local == member.Local) initial = parameter.Default ?? "default";
        return $"{member.Type.NullableName} {member.Local} = {initial};";
    }

    private static void EmitCreation(SourceWriter source, ObjectSpec spec, SeenBits seen)
    {
        string arguments = string.Join(", ", spec.Parameters.Select(static p => p.Local));
        string creation = $"var value = new {spec.Type.FullName}({arguments})";
        List<MemberSpec> initialized = spec.Members.Where(static m => m.Read is ReadTarget.Initializer).ToList();
        if (initialized.Count == 0)
        {
            source.Write(creation + ";");
        }
        else
        {
            source.Open(creation);
            foreach (MemberSpec member in initialized) source.Write($"{member.Name} = {member.Local},");
            source.Close(";");
        }

        foreach (MemberSpec member in spec.Members)
        {
            if (member.Read is ReadTarget.Setter)
                source.Write($"if ((seen & {seen.Of(member)}) != 0) value.{member.Name} = {member.Local};");
            else if (member.Read is ReadTarget.Accessor)
                source.Write($"if ((seen & {seen.Of(member)}) != 0) {AccessorName(member)}({(spec.Type.IsReferenceType ? "" : "ref ")}value, {member.Local});");
        }
    }

    private static void EmitAccessor(SourceWriter source, ObjectSpec spec, MemberSpec member)
    {
        string target = spec.Type.IsReferenceType ? member.DeclaringType : "ref " + member.DeclaringType;
        source.Write();
        source.Write(
            $"""
            [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = "set_{member.Name.TrimStart('@')}")]
            private static extern void {AccessorName(member)}({target} target, {member.Type.NullableName} value);
            """);
    }

    private static string AccessorName(MemberSpec member) => "Set" + member.Name.TrimStart('@');

    private static int Utf8Length(string text) => System.Text.Encoding.UTF8.GetByteCount(text);

    /// <summary>Which bit of <c>seen</c> says that a member came: the required ones first, then the optional ones that need it.</summary>
    private sealed class SeenBits
    {
        private readonly Dictionary<MemberSpec, int> _bits = [];

        public int Count => _bits.Count;

        public string RequiredMask { get; private set; } = "";

        public string RequiredNames { get; private set; } = "";

        public static SeenBits Of(ObjectSpec spec)
        {
            var seen = new SeenBits();
            var names = new List<string>();
            foreach (MemberSpec member in spec.Members)
            {
                if (!member.IsRequired) continue;
                seen._bits.Add(member, seen.Count);
                names.Add(Literals.String(member.JsonName));
            }

            seen.RequiredNames = string.Join(", ", names);
            seen.RequiredMask = Hex(names.Count >= 64 ? ulong.MaxValue : (1UL << names.Count) - 1);
            if (IsMadeFirst(spec)) return seen;

            foreach (MemberSpec member in spec.Members)
                if (!member.IsRequired && member.Read is ReadTarget.Setter or ReadTarget.Accessor) seen._bits.Add(member, seen.Count);

            return seen;
        }

        public string? Of(MemberSpec member) => _bits.TryGetValue(member, out int bit) ? Hex(1UL << bit) : null;

        private static string Hex(ulong value) => "0x" + value.ToString("X", System.Globalization.CultureInfo.InvariantCulture);
    }
}
