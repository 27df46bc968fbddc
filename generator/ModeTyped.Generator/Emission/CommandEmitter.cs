using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Writes the part that makes a type a command.</summary>
internal static class CommandEmitter
{
    public static string Emit(CommandSpec spec) => SourceFile.Write(spec.Type.Container, writer =>
    {
        string type = spec.Type.FullName;
        string contract = $"global::ModeTyped.IModeCommand<{type}>";
        writer.Open($"{SourceFile.Part(spec.Type.Declaration)} : {contract}");
        writer.Write($"""
            {SourceFile.GeneratedCode}
            static string {contract}.Action => {Literals.String(spec.Action)};

            {SourceFile.GeneratedCode}
            static void {contract}.WriteParameters(
                ref global::ModeTyped.Json.JsonPayloadWriter writer,
                {type} value) =>
                {spec.Codec}.Write(ref writer, value);

            {SourceFile.GeneratedCode}
            static {type} {contract}.ReadParameters(
                ref global::System.Text.Json.Utf8JsonReader reader) =>
                {spec.Codec}.Read(ref reader)!;
            """);
        writer.Close();
    });
}
