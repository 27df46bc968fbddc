using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Prints the codecs of collections.</summary>
internal static class CollectionCodecEmitter
{
    public static void Emit(SourceWriter source, ListSpec spec)
    {
        CodecEmitter.OpenWrite(source, spec.Type);
        if (spec.Access is ListAccess.ImmutableArray)
            source.Write("if (value.IsDefault) writer.ThrowDefaultArray();");
        source.Write("writer.WriteStart(\"[\"u8);");
        string element = "element";
        switch (spec.Access)
        {
            case ListAccess.Index:
                source.Open("for (int i = 0; i < value.Count; i++)");
                element = "value[i]";
                break;
            case ListAccess.Span:
                source.Open($"foreach ({spec.Element.NullableName} element in value.Span)");
                break;
            default:
                source.Open($"foreach ({spec.Element.NullableName} element in value)");
                break;
        }

        source.Write("writer.NextElement();");
        CodecEmitter.Write(source, spec.Element, element);
        source.Close();
        source.Write();
        source.Write("writer.WriteEnd((byte)']');");
        source.Close();
        source.Write();

        CodecEmitter.OpenRead(source, spec.Type);
        source.Write(
            $"""
            {(MayBeNull(spec) ? "if (!JsonPayloadReader.TryEnterArray(ref reader)) return default;" : "JsonPayloadReader.EnterArray(ref reader);")}

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
        WriteKey(source, spec.Key);
        CodecEmitter.Write(source, spec.Value, "entry.Value");
        source.Close();
        source.Write();
        source.Write("writer.WriteEnd((byte)'}');");
        source.Close();
        source.Write();

        CodecEmitter.OpenRead(source, spec.Type);
        source.Write(
            $"""
            {(spec.Type.IsReferenceType ? "if (!JsonPayloadReader.TryEnterObject(ref reader)) return default;" : "JsonPayloadReader.EnterObject(ref reader);")}

            """);
        source.Write(spec.Collected is null
            ? $"var entries = new global::System.Collections.Generic.Dictionary{entries}();"
            : $"global::System.Collections.Generic.IDictionary{entries} entries = new {spec.Collected}();");
        source.Open($"while (JsonPayloadReader.TryReadKey(ref reader, out {spec.Key.FullName} key{ReadKey(spec.Key)}))");
        if (spec.RefusesDuplicates) source.Write("if (entries.ContainsKey(key)) throw JsonPayloadReader.Duplicate(key.ToString());");
        source.Write($"entries[key] = {CodecEmitter.Read(spec.Value)};");
        source.Close();
        source.Write();
        source.Write($"return {(spec.Collected is null ? spec.Create : $"({spec.Collected})entries")};");
        source.Close();
    }

    /// <summary>A struct from which JSON null is refused, save for <c>Memory</c>, which it makes empty.</summary>
    private static bool MayBeNull(ListSpec spec) => spec.Type.IsReferenceType || spec.Access is ListAccess.Span;

    private static void WriteKey(SourceWriter source, TypeRef key)
    {
        switch (key.Primitive)
        {
            case "String":
                source.Write("writer.WriteKey(entry.Key);");
                return;
            case null:
                source.Write("writer.NextKey();");
                source.Write($"{key.CodecName}.WriteKey(ref writer, entry.Key);");
                break;
            case "Boolean":
                source.Write("writer.NextKey();");
                source.Write("writer.WriteRaw(entry.Key ? \"\\\"True\\\"\"u8 : \"\\\"False\\\"\"u8);");
                break;
            case { } primitive:
                source.Write("writer.NextKey();");
                source.Write(IsNumber(primitive)
                    ? "writer.WriteNumberKey(entry.Key);"
                    : $"writer.Write{primitive}(entry.Key);");
                break;
        }

        source.Write("writer.WriteRaw(\":\"u8);");
    }

    private static string ReadKey(TypeRef key) => key.Primitive switch
    {
        "String" => "",
        null => $", {key.CodecName}.ReadKey",
        "Boolean" => ", JsonPayloadReader.ReadBooleanText",
        { } primitive when IsNumber(primitive) => $", JsonPayloadReader.ReadNumberText<{key.FullName}>",
        { } primitive => $", JsonPayloadReader.Read{primitive}",
    };

    private static bool IsNumber(string primitive) => Parsing.PayloadPrimitives.IsNumber(primitive);
}
