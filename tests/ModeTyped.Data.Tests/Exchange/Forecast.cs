using System.Text.Json;
using ModeTyped.Json;

namespace ModeTyped.Data.Tests.Exchange;

/// <summary>An exchange as the generator would make it.</summary>
internal sealed class Forecast : IBulkLabel<Forecast>, IBulkExchange<ForecastQuery, ForecastResult>
{
    public static BulkLabelInfo Info { get; } = new("forecast");

    public static void WriteRequest(ref JsonPayloadWriter writer, ForecastQuery request)
    {
        writer.WriteRaw("{\"number\":"u8);
        writer.WriteInt32(request.Number);
        writer.WriteRaw("}"u8);
    }

    public static ForecastResult? ReadResponse(ref Utf8JsonReader reader)
    {
        int? number = null;
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An object was expected.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isNumber = reader.ValueTextEquals("number"u8);
            reader.Read();
            if (isNumber) number = JsonPayloadReader.ReadInt32(ref reader);
            else reader.Skip();
        }

        return new ForecastResult(number ?? throw new JsonException("'number' is missing."));
    }

    public static Task<ForecastResult> RequestAsync(
        ModeDevice device, int number, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        device.RequestAsync<Forecast, ForecastQuery, ForecastResult>(new ForecastQuery(number), timeout, cancellationToken);
}

internal sealed record ForecastQuery(int Number);

internal sealed record ForecastResult(int Number);
