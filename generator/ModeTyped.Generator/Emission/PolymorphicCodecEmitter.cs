using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Prints the codec of a type whose values may be of derived types.</summary>
internal static class PolymorphicCodecEmitter
{
    public static void Emit(SourceWriter source, PolymorphicSpec spec)
    {
        EmitWrite(source, spec);
        source.Write();
        EmitRead(source, spec);
    }

    private static void EmitWrite(SourceWriter source, PolymorphicSpec spec)
    {
        CodecEmitter.OpenWrite(source, spec.Type);
        source.Write("Type type = value.GetType();");
        foreach (DerivedTypeSpec derived in spec.DerivedTypes)
            EmitWrite(source, $"type == typeof({derived.FullName})", derived.Codec, $"({derived.FullName})value");

        bool listsBase = false;
        foreach (DerivedTypeSpec derived in spec.DerivedTypes) listsBase |= derived.FullName == spec.Type.FullName;
        if (spec.Base is not null && !listsBase && spec.Unknown is UnknownDerivedType.Fail)
            EmitWrite(source, $"type == typeof({spec.Type.FullName})", spec.Base, "value");

        if (spec.Unknown is UnknownDerivedType.AsNearestAncestor)
        {
            foreach (DerivedTypeSpec derived in spec.DerivedTypes.OrderByDescending(static derived => derived.Depth))
                EmitWrite(source, $"value is {derived.FullName}", derived.Codec, $"({derived.FullName})value");
        }

        source.Write(spec.Unknown is not UnknownDerivedType.Fail && spec.Base is not null
            ? $"{spec.Base}.Write(ref writer, value);"
            : "writer.ThrowUnknownType(type);");
        source.Close();
    }

    private static void EmitWrite(SourceWriter source, string condition, string codec, string value)
    {
        source.Open($"if ({condition})");
        source.Write(
            $"""
            {codec}.Write(ref writer, {value});
            return;
            """);
        source.Close();
        source.Write();
    }

    private static void EmitRead(SourceWriter source, PolymorphicSpec spec)
    {
        string fallback = spec.Base is { } own ? $"return {own}.Read(ref reader);" : "throw JsonPayloadReader.NoDiscriminator(" + Literals.String(spec.Discriminator) + ");";
        CodecEmitter.OpenRead(source, spec.Type);
        source.Write(
            $"""
            if (!JsonPayloadReader.TryEnterObject(ref reader)) return null;

            Utf8JsonReader ahead = reader;
            if (!JsonPayloadReader.TryReadName(ref ahead, out ReadOnlySpan<byte> name) || !name.SequenceEqual({Literals.Utf8(spec.Discriminator)}))
                {fallback}

            reader = ahead;
            """);
        foreach (DerivedTypeSpec derived in spec.DerivedTypes)
        {
            string? condition = derived switch
            {
                { Text: { } text } => $"IsString(ref reader, {Literals.Utf8(text)})",
                { Number: { } number } => $"IsInteger(ref reader, {Literals.Int(number)})",
                _ => null,
            };
            if (condition is not null) source.Write($"if (JsonPayloadReader.{condition}) return {derived.Codec}.ReadMembers(ref reader);");
        }

        source.Write();
        if (spec.IgnoresUnknownDiscriminators && spec.Base is not null)
        {
            source.Write(
                $"""
                JsonPayloadReader.CheckDiscriminator(ref reader);
                return {spec.Base}.ReadMembers(ref reader);
                """);
        }
        else
        {
            source.Write("throw JsonPayloadReader.UnknownDiscriminator(ref reader);");
        }

        source.Close();
    }
}
