using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Prints the codec of an object type.</summary>
internal static class ObjectCodecEmitter
{
    public static void Emit(SourceWriter source, ObjectSpec spec)
    {
        EmitWrite(source, spec);
        source.Write();
        ObjectReadEmitter.Emit(source, spec);
        AccessorEmitter.Emit(source, spec);
    }

    private static void EmitWrite(SourceWriter source, ObjectSpec spec)
    {
        CodecEmitter.OpenWrite(source, spec.Type);
        if ((spec.Callbacks & ObjectCallbacks.OnSerializing) != 0) source.Write("JsonPayloadCallbacks.OnSerializing(ref value);");

        // What is known of the text before the next member: "{" still to be written, a member certainly or perhaps.
        string? pending = "{" + spec.Discriminator?.Json;
        bool certain = pending.Length > 1;
        foreach (MemberSpec member in spec.Members)
        {
            if (member.Write is WriteCondition.Never) continue;

            string name = (pending is not null && !certain ? "" : ",") + JsonText.String(member.JsonName) + ":";
            string value = AccessorEmitter.Get(spec, member);
            if (member.Write is WriteCondition.Always)
            {
                if (pending is not null) source.Write($"writer.WriteStart({Literals.Utf8(pending + name)});");
                else if (certain) source.Write($"writer.WriteRaw({Literals.Utf8(name)});");
                else source.Write($"writer.WriteName({Literals.Utf8(name)});");
                pending = null;
                certain = true;
                CodecEmitter.Write(source, member.Type, value, member.RefusesNullOnWrite, member.Local);
                continue;
            }

            if (pending is not null) source.Write($"writer.WriteStart({Literals.Utf8(pending)});");
            pending = null;
            name = "," + JsonText.String(member.JsonName) + ":";
            bool canBeNull = member.Type.IsReferenceType || member.Type.IsNullableValue;
            source.Open(canBeNull ? $"if ({value} is {{ }} {member.Local})" : $"if ({IsNotDefault(member, value)})");
            source.Write($"writer.{(certain ? "WriteRaw" : "WriteName")}({Literals.Utf8(name)});");
            source.Write(CodecEmitter.WriteCall(member.Type, canBeNull ? member.Local : value));
            source.Close();
        }

        if (pending is not null) source.Write($"writer.WriteStart({Literals.Utf8(pending)});");
        if (spec.ExtensionData is { } extension) EmitExtensionData(source, spec, extension);
        source.Write("writer.WriteEnd((byte)'}');");
        if ((spec.Callbacks & ObjectCallbacks.OnSerialized) != 0) source.Write("JsonPayloadCallbacks.OnSerialized(ref value);");
        source.Close();
    }

    private static string IsNotDefault(MemberSpec member, string value) =>
        member.Type.Primitive is null or "JsonElement" or "MemoryOfByte" or "ReadOnlyMemoryOfByte"
            ? $"!global::System.Collections.Generic.EqualityComparer<{member.Type.FullName}>.Default.Equals({value}, default)"
            : $"{value} != default";

    private static void EmitExtensionData(SourceWriter source, ObjectSpec spec, ExtensionDataSpec extension)
    {
        source.Open($"if ({AccessorEmitter.Get(spec, extension.Member)} is {{ }} extension)");
        source.Open($"foreach (global::System.Collections.Generic.KeyValuePair<string, {extension.Member.Type.NullableName}> entry in extension)");
        source.Write("writer.WriteKey(entry.Key);");
        CodecEmitter.Write(source, extension.Member.Type, "entry.Value");
        source.Close();
        source.Close();
        source.Write();
    }
}
