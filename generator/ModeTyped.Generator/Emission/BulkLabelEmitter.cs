using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Writes the part that makes a type a bulk label.</summary>
internal static class BulkLabelEmitter
{
    private static readonly (string Type, string Summary)[] Bytes =
    [
        ("global::System.ReadOnlyMemory<byte>", "Sends bytes"),
        ("global::System.Buffers.ReadOnlySequence<byte>", "Sends a sequence of bytes"),
        ("global::System.IO.Stream", "Sends what is left of a stream"),
    ];

    public static string Emit(BulkLabelSpec spec) => SourceFile.Write(spec.Type.Container, writer =>
    {
        string contract = $"global::ModeTyped.IBulkLabel<{spec.Type.FullName}>";
        writer.Open($"{SourceFile.Part(spec.Type.Declaration)} : {string.Join(", ", Interfaces(spec, contract))}");
        writer.Write($$"""
            {{SourceFile.GeneratedCode}}
            static global::ModeTyped.BulkLabelInfo {{contract}}.Info { get; } = new(
                {{Literals.String(spec.Label)}},
                global::ModeTyped.QualityOfService.{{spec.QualityOfService}});
            """);
        if (spec.SendsBytes) WriteSends(writer, spec);
        if (spec.Data is { } data) WriteData(writer, spec, data);
        if (spec.Exchange is { } exchange) WriteExchange(writer, spec, exchange);
        writer.Close();
    });

    private static IEnumerable<string> Interfaces(BulkLabelSpec spec, string contract)
    {
        yield return contract;
        if (spec.Data is { Codec: not null } data) yield return $"global::ModeTyped.IBulkData<{data.Payload}>";
        if (spec.Exchange is { } exchange) yield return ExchangeOf(exchange);
    }

    private static string ExchangeOf(BulkExchangeSpec exchange) =>
        $"global::ModeTyped.IBulkExchange<{exchange.Request.FullName}, {exchange.Response.FullName}>";

    private static void WriteSends(SourceWriter writer, BulkLabelSpec spec)
    {
        foreach ((string type, string summary) in Bytes)
            WriteSend(writer, spec, "public", summary, "not changed until the task completes", type, $"device.SendBulkAsync<{spec.Type.FullName}>(data, options, cancellationToken)");

        writer.Write($"""

            /// <summary>
            /// Sends what is left of a stream to the bulk data label {DocComments.Code(spec.Label)}, in parts: each is one message, read
            /// once the one before it has been delivered.
            /// </summary>
            /// <param name="device">The device that sends.</param>
            /// <param name="data">The stream, which stays open.</param>
            /// <param name="partSize">The bytes of a part, of which the last may have fewer; above zero.</param>
            /// <param name="options">What this call says of its sends; what it leaves out comes from the annotation.</param>
            /// <param name="cancellationToken">Ends the transfer.</param>
            /// <returns>What was delivered.</returns>
            /// <exception cref="global::ModeTyped.ModeTransferException">A part was not delivered; the exception tells how many were.</exception>
            {SourceFile.GeneratedCode}
            public static global::System.Threading.Tasks.Task<global::ModeTyped.BulkTransfer> SendAsync(
                global::ModeTyped.ModeDevice device,
                global::System.IO.Stream data,
                int partSize,
                global::ModeTyped.SendOptions options = default,
                global::System.Threading.CancellationToken cancellationToken = default) =>
                device.SendBulkAsync<{spec.Type.FullName}>(data, partSize, options, cancellationToken);
            """);
    }

    private static void WriteData(SourceWriter writer, BulkLabelSpec spec, BulkDataSpec data)
    {
        if (data.Codec is { } codec)
        {
            writer.Write($$"""

                {{SourceFile.GeneratedCode}}
                static void global::ModeTyped.IBulkEncoder<{{data.Payload}}>.Encode(
                    {{data.Payload}} payload,
                    global::System.Buffers.IBufferWriter<byte> output)
                {
                    var writer = new global::ModeTyped.Json.JsonPayloadWriter(output);
                    {{codec}}.Write(ref writer, payload);
                    writer.Flush();
                }
                """);
        }

        if (data.SendAccessibility is { } accessibility)
            WriteSend(
                writer,
                spec,
                accessibility,
                "Sends data",
                "encoded before the call returns",
                data.Payload,
                $"device.SendBulkAsync<{spec.Type.FullName}, {data.Payload}>(data, options, cancellationToken)");
    }

    private static void WriteSend(
        SourceWriter writer, BulkLabelSpec spec, string accessibility, string summary, string use, string type, string send) => writer.Write($"""

        /// <summary>{summary} to the bulk data label {DocComments.Code(spec.Label)}.</summary>
        /// <param name="device">The device that sends.</param>
        /// <param name="data">The data; {use}.</param>
        /// <param name="options">What this call says of its send; what it leaves out comes from the annotation.</param>
        /// <param name="cancellationToken">Ends the wait.</param>
        /// <returns>How the send ended.</returns>
        /// <exception cref="global::ModeTyped.ModeSendException">The data was not sent.</exception>
        {SourceFile.GeneratedCode}
        {accessibility} static global::System.Threading.Tasks.ValueTask<global::ModeTyped.SendFate> SendAsync(
            global::ModeTyped.ModeDevice device,
            {type} data,
            global::ModeTyped.SendOptions options = default,
            global::System.Threading.CancellationToken cancellationToken = default) =>
            {send};
        """);

    private static void WriteExchange(SourceWriter writer, BulkLabelSpec spec, BulkExchangeSpec exchange)
    {
        string contract = ExchangeOf(exchange);
        writer.Write($"""

            {SourceFile.GeneratedCode}
            static void {contract}.WriteRequest(
                ref global::ModeTyped.Json.JsonPayloadWriter writer,
                {exchange.Request.FullName} request) =>
                {exchange.Request.Codec}.Write(ref writer, request);

            {SourceFile.GeneratedCode}
            static {exchange.Response.NullableName} {contract}.ReadResponse(
                ref global::System.Text.Json.Utf8JsonReader reader) =>
                {exchange.Response.Codec}.Read(ref reader);
            """);
        if (exchange.RequestAccessibility is not { } accessibility) return;

        writer.Write($"""

            /// <summary>
            /// Asks the Smart Module of the bulk data label {DocComments.Code(spec.Label)}. Any number of requests may be on their way at a time.
            /// </summary>
            /// <param name="device">The device that asks.</param>
            /// <param name="request">The request.</param>
            /// <param name="timeout">How long to wait for the answer, above zero; null for the device's <c>SendTimeout</c>.</param>
            /// <param name="cancellationToken">Gives the wait up; a request already sent may be handled all the same.</param>
            /// <returns>What the Smart Module answered. It handled the request; how it went, the answer tells.</returns>
            /// <exception cref="global::ModeTyped.ModeExchangeException">The exchange ended without an answer; its failure tells why.</exception>
            /// <exception cref="global::ModeTyped.ModePayloadException">The request has no JSON form, or the answer does not fit its type.</exception>
            {SourceFile.GeneratedCode}
            {accessibility} static global::System.Threading.Tasks.Task<{exchange.Response.FullName}> RequestAsync(
                global::ModeTyped.ModeDevice device,
                {exchange.Request.FullName} request,
                global::System.TimeSpan? timeout = null,
                global::System.Threading.CancellationToken cancellationToken = default) =>
                device.RequestAsync<{spec.Type.FullName}, {exchange.Request.FullName}, {exchange.Response.FullName}>(request, timeout, cancellationToken);
            """);
    }
}
