using ModeTyped.Generator.Contract;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Writes the documents of a contract as constants.</summary>
internal static class ContractDocumentEmitter
{
    public static string Emit(ContractDocumentSpec spec) => SourceFile.Write(spec.Type.Container, writer =>
    {
        writer.Write($"""
            /// <summary>The contract as documents, for the other side and for people.</summary>
            {SourceFile.GeneratedCode}
            """);
        writer.Open($"{spec.Type.Accessibility} static class {spec.Type.Name}");
        WriteConstant(
            writer, "The device as an AsyncAPI 3.0 document.", "AsyncApi", AsyncApiDocument.Create(spec.Title, spec.Version, spec.Messages));
        writer.Write();
        writer.Write("/// <summary>The JSON Schemas (2020-12) of the contract's payloads.</summary>");
        writer.Open("public static class JsonSchemas");
        WriteSchemas(writer, spec);
        writer.Close();
        writer.Close();
    });

    private static void WriteSchemas(SourceWriter writer, ContractDocumentSpec spec)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { "JsonSchemas" };
        foreach (ContractMessage message in spec.Messages)
        {
            (string content, JsonDirection direction) = message.Kind switch
            {
                ContractKind.Event => ("data of the event", JsonDirection.Sent),
                ContractKind.Command => ("parameters of the command", JsonDirection.Received),
                ContractKind.BulkLabel => ("data of the bulk label", JsonDirection.Sent),
                _ => ("value of the data key", JsonDirection.Shared),
            };
            if (message.Content is { } type) Write(message, type, content, "", direction);
            if (message.Exchange is not { } exchange) continue;
            Write(message, exchange.Request, "requests of the bulk label", "Request", JsonDirection.Sent);
            Write(message, exchange.Response, "responses of the bulk label", "Response", JsonDirection.Received);
        }

        void Write(ContractMessage message, TypeRef type, string what, string suffix, JsonDirection direction)
        {
            if (names.Count > 1) writer.Write();
            WriteConstant(
                writer,
                $"The {what} {DocComments.Code(message.WireName)}.",
                Identifiers.Escape(Identifiers.Unique(message.Type.Name + suffix, names)),
                JsonSchemas.Document(type, message.Payloads, direction));
        }
    }

    // JSON never has three quotes in a row, which alone would end the literal.
    private static void WriteConstant(SourceWriter writer, string summary, string name, JsonObject value)
    {
        writer.Write($""""
            /// <summary>{summary}</summary>
            public const string {name} = """
            """");
        writer.Indent();
        writer.Write(value + "\n\"\"\";");
        writer.Unindent();
    }
}
