using System.Text.Json;

namespace ModeTyped.Exchange;

/// <summary>A Smart Module's answer on <c>/devices/ID/bulkData/LABEL/response</c>.</summary>
/// <param name="RequestId">The request that it answers.</param>
/// <param name="Status">How it went.</param>
/// <param name="Payload">What it says, in JSON.</param>
internal readonly record struct ExchangeAnswer(Guid RequestId, string Status, ReadOnlyMemory<byte> Payload)
{
    public const string Ok = "OK";

    private static readonly ReadOnlyMemory<byte> Empty = "{}"u8.ToArray();

    /// <summary>Reads an answer; the payload stays a part of the text.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ExchangeAnswer Parse(ReadOnlyMemory<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json.Span);
        Guid? requestId = null;
        string? status = null;
        ReadOnlyMemory<byte> payload = Empty;

        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An object was expected.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("requestId"u8))
            {
                // The ids of other devices or systems can have any form, and concern nobody here.
                requestId = Guid.TryParseExact(ReadString(ref reader), "N", out Guid id) ? id : Guid.Empty;
            }
            else if (reader.ValueTextEquals("status"u8))
            {
                status = ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("payload"u8))
            {
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                payload = utf8Json[start..(int)reader.BytesConsumed];
            }
            else
            {
                reader.Skip();
            }
        }

        // Whatever but white space follows the object is an error of the reader.
        reader.Read();
        return new ExchangeAnswer(
            requestId ?? throw new JsonException("'requestId' is missing."),
            status ?? throw new JsonException("'status' is missing."),
            payload);
    }

    private static string ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("A string was expected.");
    }
}
