using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Writes the part that makes a type a bulk label.</summary>
internal static class BulkLabelEmitter
{
    private static readonly (string Type, string Summary)[] Data =
    [
        ("global::System.ReadOnlyMemory<byte>", "Sends bytes"),
        ("global::System.Buffers.ReadOnlySequence<byte>", "Sends a sequence of bytes"),
        ("global::System.IO.Stream", "Sends what is left of a stream"),
    ];

    public static string Emit(BulkLabelSpec spec) => SourceFile.Write(spec.Type.Container, writer =>
    {
        string contract = $"global::ModeTyped.IBulkLabel<{spec.Type.FullName}>";
        writer.Open($"{SourceFile.Part(spec.Type.Declaration)} : {contract}");
        writer.Write($$"""
            {{SourceFile.GeneratedCode}}
            static global::ModeTyped.BulkLabelInfo {{contract}}.Info { get; } = new(
                {{Literals.String(spec.Label)}},
                global::ModeTyped.QualityOfService.{{spec.QualityOfService}});
            """);
        if (spec.HasSendAsync) WriteSends(writer, spec);
        writer.Close();
    });

    private static void WriteSends(SourceWriter writer, BulkLabelSpec spec)
    {
        foreach ((string type, string summary) in Data)
        {
            writer.Write($"""

                /// <summary>{summary} to the bulk data label {DocComments.Code(spec.Label)}.</summary>
                /// <param name="device">The device that sends.</param>
                /// <param name="data">The data; not changed until the task completes.</param>
                /// <param name="options">What this call says of its send; what it leaves out comes from the annotation.</param>
                /// <param name="cancellationToken">Ends the wait.</param>
                /// <returns>How the send ended.</returns>
                /// <exception cref="global::ModeTyped.ModeSendException">The data was not sent.</exception>
                {SourceFile.GeneratedCode}
                public static global::System.Threading.Tasks.ValueTask<global::ModeTyped.SendFate> SendAsync(
                    global::ModeTyped.ModeDevice device,
                    {type} data,
                    global::ModeTyped.SendOptions options = default,
                    global::System.Threading.CancellationToken cancellationToken = default) =>
                    device.SendBulkAsync<{spec.Type.FullName}>(data, options, cancellationToken);
                """);
        }
    }
}
