using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Writes the part that makes a type the value of a key, or of a family of keys, of the Device Data Proxy.</summary>
internal static class DataEmitter
{
    public static string Emit(DataSpec spec) => SourceFile.Write(spec.Type.Container, writer =>
    {
        string type = spec.Type.FullName;
        string contract = $"global::ModeTyped.IModeDataValue<{type}>";
        string kind = spec.IsFamily ? "IModeDataFamily" : "IModeData";
        writer.Open($"{SourceFile.Part(spec.Type.Declaration)} : global::ModeTyped.{kind}<{type}>");

        // JSON escapes its quotes, so no three of them can meet.
        writer.Write($$"""
            {{SourceFile.GeneratedCode}}
            static global::ModeTyped.ModeDataInfo {{contract}}.Info { get; } = new(
                {{Literals.String(spec.Key)}},
                IsFamily: {{Literals.Bool(spec.IsFamily)}},
                ConfigurationSchema: {{"\"\"\""}}
                    {{ConfigurationEmitter.Emit(spec.Configuration)}}
                    {{"\"\"\""}});

            {{SourceFile.GeneratedCode}}
            static void {{contract}}.WriteValue(
                ref global::ModeTyped.Json.JsonPayloadWriter writer,
                {{type}} value) =>
                {{spec.Codec}}.Write(ref writer, value);

            {{SourceFile.GeneratedCode}}
            static {{type}}? {{contract}}.ReadValue(
                ref global::System.Text.Json.Utf8JsonReader reader) =>
                {{spec.Codec}}.Read(ref reader);

            {{SourceFile.GeneratedCode}}
            static global::ModeTyped.ModeDataViolation? {{contract}}.Validate(
                {{type}} value) =>
                {{(spec.Rules is { } rules ? rules + ".Check(value)" : "null")}};
            """);
        writer.Close();
    });
}
