using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Prints the codecs of collections.</summary>
internal static class CollectionCodecEmitter
{
    public static void Emit(SourceWriter source, ListSpec spec)
    {
        CodecEmitter.OpenWrite(source, spec.Type);
        source.Write("writer.WriteStart(\"[\"u8);");
        source.Open($"foreach ({spec.Element.NullableName} element in value)");
        source.Write("writer.NextElement();");
        CodecEmitter.Write(source, spec.Element, "element");
        source.Close();
        source.Write();
        source.Write("writer.WriteEnd((byte)']');");
        source.Close();
        source.Write();

        CodecEmitter.OpenRead(source, spec.Type);
        source.Write(
            $"""
            if (!JsonPayloadReader.TryEnterArray(ref reader)) return default;

            var elements = new JsonArrayBuilder<{spec.Element.NullableName}>();
            while (JsonPayloadReader.TryReadElement(ref reader)) elements.Add({CodecEmitter.Read(spec.Element)});
            return {spec.Create};
            """);
        source.Close();
    }

    public static void Emit(SourceWriter source, DictionarySpec spec)
    {
        string entries = $"<{spec.Key.FullName}, {spec.Value.NullableName}>";
        CodecEmitter.OpenWrite(source, spec.Type);
        source.Write("writer.WriteStart(\"{\"u8);");
        source.Open($"foreach (global::System.Collections.Generic.KeyValuePair{entries} entry in value)");
        source.Write("writer.WriteKey(entry.Key);");
        CodecEmitter.Write(source, spec.Value, "entry.Value");
        source.Close();
        source.Write();
        source.Write("writer.WriteEnd((byte)'}');");
        source.Close();
        source.Write();

        CodecEmitter.OpenRead(source, spec.Type);
        source.Write(
            $"""
            if (!JsonPayloadReader.TryEnterObject(ref reader)) return default;

            var entries = new global::System.Collections.Generic.Dictionary{entries}();
            while (JsonPayloadReader.TryReadKey(ref reader, out string key)) entries[key] = {CodecEmitter.Read(spec.Value)};
            return {spec.Create};
            """);
        source.Close();
    }
}
