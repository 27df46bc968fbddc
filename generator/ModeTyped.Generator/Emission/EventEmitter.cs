using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Writes the part that makes a type an event.</summary>
internal static class EventEmitter
{
    public static string Emit(EventSpec spec) => SourceFile.Write(spec.Type.Container, writer =>
    {
        string type = spec.Type.FullName;
        string contract = $"global::ModeTyped.IModeEvent<{type}>";
        writer.Open($"{SourceFile.Part(spec.Type.Declaration)} : {contract}");
        writer.Write($$"""
            {{SourceFile.GeneratedCode}}
            static global::ModeTyped.ModeEventInfo {{contract}}.Info { get; } = new(
                {{Literals.String(spec.EventType)}},
                global::ModeTyped.QualityOfService.{{spec.QualityOfService}},
                MaxPerMinute: {{spec.MaxPerMinute}},
                LatestOnly: {{Literals.Bool(spec.LatestOnly)}});

            {{SourceFile.GeneratedCode}}
            static void {{contract}}.WriteEnvelope(
                ref global::ModeTyped.Json.JsonPayloadWriter writer,
                {{type}} value)
            {
                writer.WriteRaw({{Raw($$"""{"eventType":{{JsonText.String(spec.EventType)}},"eventData":""")}});
                {{spec.Codec}}.Write(ref writer, value);
                writer.WriteRaw("}"u8);
            }
            """);
        writer.Close();
    });

    // The default JSON encoder escapes quotes as \u0022, so no three of them can meet.
    private static string Raw(string json) => "\"\"\"" + json + "\"\"\"u8";
}
