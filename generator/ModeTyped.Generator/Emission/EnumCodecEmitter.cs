using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Prints the codec of an enum.</summary>
internal static class EnumCodecEmitter
{
    public static void Emit(SourceWriter source, EnumSpec spec)
    {
        string type = spec.Type.FullName;
        source.Write($"private static readonly JsonEnumNames Names = new(isFlags: {Literals.Bool(spec.IsFlags)}, isSigned: {Literals.Bool(spec.Underlying[0] is 'I' or 'S')}, bitCount: {BitCount(spec)},");
        source.Indent();
        source.Write("[");
        source.Indent();
        foreach (EnumFieldSpec field in spec.Fields) source.Write($"({Literals.String(field.JsonName)}, 0x{Hex(field.Bits)}, {Literals.Bool(field.IsExact)}),");
        source.Unindent();
        source.Write("]);");
        source.Unindent();
        source.Write();

        source.Write(
            $"""
            internal static void WriteKey(ref JsonPayloadWriter writer, {type} value) => Names.WriteKey(ref writer, unchecked((ulong)value));

            internal static {type} ReadKey(ref Utf8JsonReader reader) => unchecked(({type})Names.Read(ref reader));

            """);

        if (spec.IsText) EmitText(source, spec, type);
        else EmitNumber(source, spec, type);
    }

    private static void EmitNumber(SourceWriter source, EnumSpec spec, string type)
    {
        CodecEmitter.OpenWrite(source, spec.Type);
        source.Write(CodecEmitter.WriteCall(Number(spec), $"({spec.UnderlyingKeyword})value"));
        source.Close();
        source.Write();
        CodecEmitter.OpenRead(source, spec.Type);
        source.Write($"return ({type}){CodecEmitter.Read(Number(spec))};");
        source.Close();
    }

    private static TypeRef Number(EnumSpec spec) => new(spec.UnderlyingKeyword, false, false, spec.Underlying, "", spec.Underlying);

    private static void EmitText(SourceWriter source, EnumSpec spec, string type)
    {
        CodecEmitter.OpenWrite(source, spec.Type);
        source.Open("switch (value)");
        foreach (EnumFieldSpec field in spec.Fields)
            if (field.IsFirst) source.Write($"case {type}.{field.Name}: writer.WriteRaw({Literals.Utf8(JsonText.String(field.JsonName))}); break;");
        source.Write($"default: Names.WriteOther(ref writer, unchecked((ulong)value)); break;");
        source.Close();
        source.Close();
        source.Write();

        CodecEmitter.OpenRead(source, spec.Type);
        source.Write($"if (JsonPayloadReader.IsNumber(ref reader)) return ({type})JsonPayloadReader.Read{spec.Underlying}(ref reader);");
        source.Write($"return unchecked(({type})Names.Read(ref reader));");
        source.Close();
    }

    private static string BitCount(EnumSpec spec) => spec.Underlying is "Byte" or "SByte" ? "8" : spec.Underlying.Substring(spec.Underlying.Length - 2);

    private static string Hex(ulong value) => value.ToString("X", System.Globalization.CultureInfo.InvariantCulture);
}
