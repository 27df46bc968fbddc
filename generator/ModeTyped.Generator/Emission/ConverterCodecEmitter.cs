using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Prints the codec of a type whose JSON is left to code of the user's.</summary>
internal static class ConverterCodecEmitter
{
    public static void Emit(SourceWriter source, ConverterSpec spec)
    {
        string type = spec.Type.FullName;
        string converter = $"global::System.Text.Json.Serialization.JsonConverter<{type}>";
        string info = $"global::System.Text.Json.Serialization.Metadata.JsonTypeInfo<{type}>";
        source.Write(spec.Kind switch
        {
            ConverterKind.Converter => $"private static readonly {converter} Converter = new {spec.Source}();",
            ConverterKind.EnumFactory => $"private static readonly {converter} Converter = ({converter})new {spec.Source}().CreateConverter(typeof({type}), {spec.Options})!;",
            _ => $"private static readonly {info} Info = ({info}){spec.Source}.Default.GetTypeInfo(typeof({type}))!;",
        });
        source.Write();
        string arguments = spec.Kind is ConverterKind.Context ? "Info" : $"Converter, {spec.Options}";
        source.Write(
            $"""
            internal static void Write(ref JsonPayloadWriter writer, {spec.Type.NullableName} value) => writer.WriteBy({arguments}, value);

            internal static {spec.Type.NullableName} Read(ref Utf8JsonReader reader) => JsonPayloadReader.ReadBy(ref reader, {arguments});
            """);
    }
}
